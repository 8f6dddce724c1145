"""Agreement and capacity reserves: what enterprises promise, called upon when it is needed, never counted as stock."""
