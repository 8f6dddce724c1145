"""The official names of what relief money may be used for, and of the buckets that it stands in."""

from collections.abc import Iterable

from supplies.language import N_, _
from supplies.models.allotments import AllotmentStep
from supplies.models.funds import Bucket, Purpose

__all__ = ["AllotmentStep", "Bucket", "Purpose", "bucket_name", "purpose_name", "purpose_names", "step_name"]

_PURPOSES = {
    Purpose.RESPONSE: N_("Search, rescue and clearing dangers"),
    Purpose.MATERIALS: N_("Buying, renting and moving relief goods"),
    Purpose.LOGISTICS: N_("Transport, supply and communication on site"),
    Purpose.MONITORING: N_("Disaster statistics and emergency monitoring"),
    Purpose.LIVING: N_("Relief of people affected"),
    Purpose.STORAGE: N_("Keeping central reserve goods"),
    Purpose.AVIATION: N_("Aircraft against forest and grassland fires"),
    Purpose.OTHER: N_("Other approved matters"),
}
_BUCKETS = {
    Bucket.SOURCE: N_("With whoever gives it"),
    Bucket.AVAILABLE: N_("Available"),
    Bucket.PLANNED: N_("Planned"),
    Bucket.TENDERING: N_("In tender"),
    Bucket.AWARDED: N_("Awarded, not signed"),
    Bucket.CONTRACTED: N_("Signed, not accepted"),
    Bucket.ADVANCED: N_("Paid in advance"),
    Bucket.ACCEPTED: N_("Accepted, not paid"),
    Bucket.PAID: N_("Paid"),
    Bucket.SAVED: N_("Saved, not yet taken back"),
    Bucket.ALLOTTED: N_("Allotted, not reported as spent"),
    Bucket.SPENT: N_("Spent by receivers"),
    Bucket.RETURNED: N_("Given back"),
}
_STEPS = {AllotmentStep.USE: N_("Reported as spent"), AllotmentStep.TAKE_BACK: N_("Taken back")}


def purpose_name(purpose: Purpose) -> str:
    """Return a purpose's name in the reader's language."""
    return _(_PURPOSES[purpose])


def purpose_names(purposes: Iterable[Purpose]) -> str:
    """Return several purposes in one text, in the order of their list."""
    wanted = set(purposes)
    return _(", ").join(purpose_name(purpose) for purpose in Purpose if purpose in wanted)


def bucket_name(bucket: Bucket) -> str:
    """Return a bucket's name in the reader's language."""
    return _(_BUCKETS[bucket])


def step_name(step: AllotmentStep) -> str:
    """Return in the reader's language what happened to an allotment."""
    return _(_STEPS[step])
