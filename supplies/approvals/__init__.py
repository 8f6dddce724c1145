"""Approvals: any action can be submitted, and takes effect when the last approval of its route is posted."""
