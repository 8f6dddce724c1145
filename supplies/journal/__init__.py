"""The journal of actions: the only way in which anything in the store changes."""
