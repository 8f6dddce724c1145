"""The screen of the journal: every entry as posted, and the proof that the store is what they say."""
