"""Sample data: invented, from a fixed seed, in a store of its own, and marked as sample wherever it is shown."""

from supplies.sample.make import make_sample

__all__ = ["make_sample"]
