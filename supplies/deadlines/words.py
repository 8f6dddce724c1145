"""The official names of events, periods and how they stand."""

from supplies.deadlines.catalogue import Bound, DayKind, Rule, Standing, Sure
from supplies.language import N_, _
from supplies.models.tendering import Event

_YEAR_MONTHS = 12

_EVENTS = {
    Event.INTENT_PUBLISHED: N_("intention to buy published"),
    Event.PROCUREMENT_STARTED: N_("procurement started"),
    Event.SINGLE_SOURCE_PUBLISHED: N_("single source published"),
    Event.SINGLE_SOURCE_NOTICE_ENDED: N_("notice of the single source ended"),
    Event.TENDER_ANNOUNCED: N_("tender announced"),
    Event.TENDER_NOTICE_ENDED: N_("notice of the tender ended"),
    Event.PREQUALIFICATION_ANNOUNCED: N_("prequalification announced"),
    Event.PREQUALIFICATION_CLOSED: N_("prequalification closed"),
    Event.DOCUMENTS_ISSUED: N_("procurement documents first handed out"),
    Event.DOCUMENTS_WITHDRAWN: N_("procurement documents no longer handed out"),
    Event.DOCUMENTS_CLARIFIED: N_("procurement documents clarified or changed"),
    Event.BIDS_CLOSED: N_("bids or responses closed"),
    Event.EVALUATED: N_("evaluation ended"),
    Event.REPORT_DELIVERED: N_("evaluation report delivered to the buyer"),
    Event.WINNER_CHOSEN: N_("winner chosen"),
    Event.AWARD_NOTICED: N_("notice of award sent"),
    Event.RESULT_ANNOUNCED: N_("result announced"),
    Event.RESULT_NOTICE_ENDED: N_("notice of the result ended"),
    Event.LOSERS_BOND_RETURNED: N_("bid bonds of those who lost returned"),
    Event.CONTRACT_SIGNED: N_("contract signed"),
    Event.CONTRACT_ANNOUNCED: N_("contract announced"),
    Event.CONTRACT_FILED: N_("contract filed"),
    Event.WINNERS_BOND_RETURNED: N_("bid bond of the winner returned"),
    Event.DELIVERED: N_("goods delivered"),
    Event.ACCEPTED: N_("goods accepted"),
    Event.ACCEPTANCE_PERIOD_ENDED: N_("agreed period of acceptance ended"),
    Event.PAID: N_("supplier paid"),
    Event.YEAR_ENDED: N_("year ended (31 December)"),
    Event.ARREARS_PUBLISHED: N_("overdue payments published"),
    Event.QUESTION_RECEIVED: N_("question received"),
    Event.QUESTION_ANSWERED: N_("question answered"),
    Event.HARM_KNOWN: N_("supplier knew or should have known of the harm"),
    Event.CHALLENGE_RAISED: N_("challenge raised"),
    Event.CHALLENGE_RECEIVED: N_("challenge received"),
    Event.CHALLENGE_ANSWERED: N_("challenge answered"),
    Event.CHALLENGE_ANSWER_DUE: N_("time to answer the challenge ended"),
    Event.COMPLAINT_FILED: N_("complaint filed"),
    Event.COMPLAINT_RECEIVED: N_("complaint received"),
    Event.COMPLAINT_DECIDED: N_("complaint decided"),
    Event.PROCUREMENT_SUSPENDED: N_("procurement suspended"),
    Event.PROCUREMENT_RESUMED: N_("procurement resumed"),
    Event.PROCUREMENT_ENDED: N_("procurement ended"),
    Event.FILES_DESTROYED: N_("procurement files destroyed"),
}
_STANDINGS = {
    Standing.NOT_BEGUN: N_("Period not begun"),
    Standing.RUNNING: N_("Period runs"),
    Standing.DUE_SOON: N_("Due soon"),
    Standing.OVERDUE: N_("Overdue"),
    Standing.KEPT: N_("Time limit kept"),
    Standing.BROKEN: N_("Time limit broken"),
}
_LENGTHS = {
    DayKind.CALENDAR: N_("{count} calendar days"),
    DayKind.WORKING: N_("{count} working days"),
    DayKind.MONTH: N_("{count} months"),
}
_BOUNDS = {Bound.AT_LEAST: N_("at least {length}"), Bound.WITHIN: N_("within {length}")}
_SURE = {
    Sure.TEXT: N_("text of the law"),
    Sure.EXCERPT: N_("excerpt of the text"),
    Sure.KNOWN: N_("commonly known, not checked"),
}


def event_name(event: Event) -> str:
    """Return what happens, in the reader's language."""
    return _(_EVENTS[event])


def standing_name(standing: Standing) -> str:
    """Return how a time limit stands, in the reader's language."""
    return _(_STANDINGS[standing])


def sure_name(sure: Sure) -> str:
    """Return how sure a rule is, in the reader's language."""
    return _(_SURE[sure])


def period_text(rule: Rule) -> str:
    """Return how long a rule gives or asks for, such as "within 7 working days", in the reader's language."""
    if rule.kind is DayKind.MONTH and rule.number % _YEAR_MONTHS == 0:
        length = _("{count} years").format(count=rule.number // _YEAR_MONTHS)
    else:
        length = _(_LENGTHS[rule.kind]).format(count=rule.number)
    return _(_BOUNDS[rule.bound]).format(length=length)
