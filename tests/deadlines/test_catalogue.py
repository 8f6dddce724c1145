"""Every time limit at its boundary days, which rules hold on which day, and how a limit stands."""

from collections import defaultdict
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from supplies.deadlines.catalogue import Bound, DayKind, Rule, Standing, due, rules_on, shipped_rules, standing
from supplies.deadlines.words import event_name, period_text, standing_name, sure_name
from supplies.deadlines.workdays import shipped_calendar
from supplies.language import Language, use_language
from supplies.models.procurement import Method
from supplies.models.tendering import Event

CALENDAR = shipped_calendar()
TODAY = date(2026, 6, 30)
RULES = rules_on(TODAY)
LAST_SURE = date(2041, 12, 31)

BOUNDARIES = [
    # Code, start, day. At least two for each rule: within an ordinary week, and over holidays, 调休 or an end of year.
    ("intent", "2026-03-02", "2026-04-01"),
    ("intent", "2025-12-15", "2026-01-14"),
    ("single_source_notice", "2026-11-02", "2026-11-09"),
    ("single_source_notice", "2026-09-17", "2026-09-23"),  # Sunday the 20th is worked.
    ("tender_notice", "2026-04-02", "2026-04-10"),  # Over 清明节.
    ("tender_notice", "2025-12-30", "2026-01-07"),
    ("prequalification", "2026-11-06", "2026-11-13"),
    ("prequalification", "2026-02-12", "2026-02-26"),  # Saturday the 14th is worked, then nine days off.
    ("documents_available", "2026-04-29", "2026-05-09"),  # Ends on a Saturday that is worked.
    ("documents_available", "2026-11-07", "2026-11-13"),  # Issued on a Saturday.
    ("bids", "2026-11-02", "2026-11-23"),  # The twentieth day is a Sunday.
    ("bids", "2026-09-11", "2026-10-08"),  # The twentieth day is 1 October.
    ("bids", "2026-08-31", "2026-09-20"),  # The twentieth day is a Sunday that is worked.
    ("bids", "2026-11-03", "2026-11-23"),
    ("clarification", "2026-09-16", "2026-10-01"),  # Counted back from the closing: it does not roll.
    ("clarification", "2025-12-20", "2026-01-04"),
    ("consultation_documents", "2026-06-17", "2026-06-25"),
    ("consultation_documents", "2026-11-09", "2026-11-16"),
    ("consultation_bids", "2026-06-09", "2026-06-22"),  # The tenth day is 端午节.
    ("consultation_bids", "2026-11-09", "2026-11-19"),
    ("negotiation_bids", "2026-09-30", "2026-10-10"),
    ("negotiation_bids", "2026-11-20", "2026-11-25"),
    ("inquiry_bids", "2026-02-13", "2026-02-25"),
    ("inquiry_bids", "2026-11-20", "2026-11-25"),
    ("report_delivered", "2026-11-20", "2026-11-24"),
    ("report_delivered", "2025-12-31", "2026-01-05"),
    ("winner_chosen", "2026-09-24", "2026-10-09"),
    ("winner_chosen", "2026-11-20", "2026-11-27"),
    ("award_notice", "2026-09-30", "2026-10-09"),
    ("award_notice", "2026-11-19", "2026-11-23"),
    ("result_announced", "2026-10-08", "2026-10-10"),  # A Saturday that is worked.
    ("result_announced", "2026-11-18", "2026-11-20"),
    ("result_notice", "2026-11-20", "2026-11-23"),
    ("result_notice", "2026-05-08", "2026-05-09"),
    ("bond_of_losers", "2026-02-27", "2026-03-05"),  # Saturday the 28th is worked.
    ("bond_of_losers", "2026-11-02", "2026-11-09"),
    ("contract_signed", "2026-11-01", "2026-12-01"),
    ("contract_signed", "2026-08-26", "2026-09-28"),  # The thirtieth day is 中秋节.
    ("contract_signed", "2025-12-02", "2026-01-04"),
    ("contract_announced", "2026-04-03", "2026-04-08"),
    ("contract_announced", "2026-11-05", "2026-11-09"),
    ("contract_filed", "2026-09-18", "2026-09-29"),
    ("contract_filed", "2025-12-29", "2026-01-08"),
    ("bond_of_winner", "2026-04-30", "2026-05-11"),
    ("bond_of_winner", "2026-11-02", "2026-11-09"),
    ("payment", "2026-09-01", "2026-10-08"),
    ("payment", "2026-11-01", "2026-12-01"),
    ("payment_agreed", "2026-08-05", "2026-10-08"),
    ("payment_agreed", "2026-03-02", "2026-05-06"),
    ("payment_accepted", "2026-10-15", "2026-11-16"),
    ("payment_accepted", "2026-10-16", "2026-11-16"),
    ("payment_accepted_agreed", "2025-11-03", "2026-01-04"),
    ("payment_accepted_agreed", "2026-09-22", "2026-11-23"),
    ("payment_acceptance_late", "2026-01-20", "2026-02-24"),
    ("payment_acceptance_late", "2026-11-02", "2026-12-02"),
    ("arrears_published", "2025-12-31", "2026-03-31"),
    ("arrears_published", "2023-12-31", "2024-03-31"),  # A Sunday: the day is fixed.
    ("question_answered", "2026-09-30", "2026-10-10"),
    ("question_answered", "2026-11-18", "2026-11-23"),
    ("challenge_raised", "2026-09-18", "2026-09-29"),
    ("challenge_raised", "2026-11-20", "2026-12-01"),
    ("challenge_answered", "2026-02-10", "2026-02-26"),
    ("challenge_answered", "2026-11-20", "2026-12-01"),
    ("complaint_filed", "2026-09-21", "2026-10-19"),
    ("complaint_filed", "2026-11-02", "2026-11-23"),
    ("complaint_decided", "2025-12-01", "2026-01-13"),
    ("complaint_decided", "2026-09-01", "2026-10-19"),
    ("suspension", "2026-09-01", "2026-10-01"),  # The longest is thirty days: it does not roll.
    ("suspension", "2025-12-15", "2026-01-14"),
    ("files_kept", "2024-02-29", "2039-02-28"),
    ("files_kept", "2026-06-30", "2041-06-30"),
]


@pytest.fixture(autouse=True)
def in_chinese() -> None:
    use_language(Language.CHINESE)


@pytest.mark.parametrize(("code", "start", "expected"), BOUNDARIES)
def test_a_limit_ends_on_its_day_and_not_a_day_beside_it(code: str, start: str, expected: str) -> None:
    rule, first, last = RULES[code], date.fromisoformat(start), date.fromisoformat(expected)
    found = due(rule, first, CALENDAR)
    assert (found.day, found.is_known) == (last, True)
    is_wait = rule.bound is Bound.AT_LEAST
    for away, is_kept in ((-1, not is_wait), (0, True), (1, is_wait)):
        end = last + timedelta(days=away)
        wanted = Standing.KEPT if is_kept else Standing.BROKEN
        assert standing(rule, first, end, TODAY, CALENDAR) is wanted, f"{away} days beside"


def test_every_rule_is_tried_at_two_boundaries_or_more() -> None:
    tried = [code for code, _start, _day in BOUNDARIES]
    assert set(tried) == {rule.code for rule in shipped_rules()}
    assert min(tried.count(code) for code in tried) >= 2


@pytest.mark.parametrize("rule", shipped_rules(), ids=lambda rule: f"{rule.code}-{rule.effective_from}")
def test_a_rule_is_whole_and_has_words_in_both_languages(rule: Rule) -> None:
    assert rule.number > 0 and rule.runs_from is not rule.limits
    assert rule.paragraph.strip() and rule.stage_zh and rule.stage_en and rule.title_zh and rule.title_en
    assert not (rule.kind is DayKind.WORKING and rule.rolls), "a working day is never one that nobody works"
    assert rule.stage == rule.stage_zh and rule.title == rule.title_zh
    words = [event_name(rule.runs_from), event_name(rule.limits), period_text(rule), sure_name(rule.sure)]
    assert all(word and not word.isascii() for word in words), words
    use_language(Language.ENGLISH)
    assert rule.title.isascii() and rule.stage.isascii() and period_text(rule).isascii()


def test_every_event_is_named_by_a_rule_and_every_standing_has_a_word() -> None:
    assert {event for rule in shipped_rules() for event in (rule.runs_from, rule.limits)} == set(Event)
    assert len({event_name(event) for event in Event}) == len(Event)
    assert len({standing_name(each) for each in Standing}) == len(Standing)


def test_the_versions_of_a_rule_follow_each_other_without_gap_or_overlap() -> None:
    versions = defaultdict(list)
    for rule in shipped_rules():
        versions[rule.code].append(rule)
    for rules in versions.values():
        for older, newer in pairwise(rules):
            assert older.effective_to is not None
            assert newer.effective_from == older.effective_to + timedelta(days=1)
        assert rules[-1].effective_to is None


@pytest.mark.parametrize(
    ("code", "day", "paragraph"),
    [
        ("payment", date(2020, 8, 31), None),
        ("payment", date(2020, 9, 1), "第八条"),
        ("payment", date(2025, 5, 31), "第八条"),
        ("payment", date(2025, 6, 1), "第九条"),
        ("arrears_published", date(2023, 11, 30), "第十六条"),
        ("arrears_published", date(2026, 6, 30), "第十八条"),
        ("intent", date(2021, 12, 31), None),
        ("intent", date(2022, 1, 1), "财库〔2020〕10号"),
        ("bids", date(2002, 12, 31), None),
        ("bids", date(2003, 1, 1), "第三十五条"),
        ("contract_announced", date(2015, 2, 28), None),
        ("contract_announced", date(2015, 3, 1), "第五十条"),
    ],
)
def test_a_project_keeps_the_rules_of_the_day_it_began(code: str, day: date, paragraph: str | None) -> None:
    rule = rules_on(day).get(code)
    assert rule is None if paragraph is None else rule is not None and paragraph in rule.paragraph


@pytest.mark.parametrize(
    ("code", "method", "holds"),
    [
        ("bids", Method.OPEN_TENDER, True),
        ("bids", Method.INVITED_TENDER, True),
        ("bids", Method.INQUIRY, False),
        ("tender_notice", Method.INVITED_TENDER, False),
        ("consultation_bids", Method.COMPETITIVE_CONSULTATION, True),
        ("negotiation_bids", Method.COMPETITIVE_CONSULTATION, False),
        ("single_source_notice", Method.SINGLE_SOURCE, True),
        *(("contract_signed", method, method is not Method.EMERGENCY) for method in Method),
        *(("payment", method, True) for method in Method),
    ],
)
def test_a_rule_holds_for_its_methods(code: str, method: Method, holds: bool) -> None:
    assert RULES[code].holds_for(method) is holds


DUTY, WAIT = RULES["contract_filed"], RULES["single_source_notice"]
START = date(2026, 11, 9)
"""A Monday: the contract is filed by 18 November, the single source waits until 16 November."""


@pytest.mark.parametrize(
    ("rule", "start", "end", "today", "expected"),
    [
        (DUTY, None, None, START, Standing.NOT_BEGUN),
        (DUTY, START, None, date(2026, 11, 8), Standing.NOT_BEGUN),
        (DUTY, START, None, START, Standing.RUNNING),
        (DUTY, START, None, date(2026, 11, 12), Standing.RUNNING),
        (DUTY, START, None, date(2026, 11, 13), Standing.DUE_SOON),  # Three working days are left.
        (DUTY, START, None, date(2026, 11, 18), Standing.DUE_SOON),
        (DUTY, START, None, date(2026, 11, 19), Standing.OVERDUE),
        (DUTY, START, date(2026, 11, 18), date(2026, 12, 31), Standing.KEPT),
        (DUTY, START, date(2026, 11, 19), date(2026, 12, 31), Standing.BROKEN),
        (WAIT, START, None, START, Standing.RUNNING),
        (WAIT, START, None, date(2026, 11, 10), Standing.RUNNING),
        (WAIT, START, None, date(2026, 11, 11), Standing.DUE_SOON),
        (WAIT, START, None, date(2026, 11, 15), Standing.DUE_SOON),
        (WAIT, START, None, date(2026, 11, 16), Standing.KEPT),
        (WAIT, START, date(2026, 11, 15), START, Standing.BROKEN),  # Planned too early.
        (WAIT, START, date(2026, 11, 16), START, Standing.KEPT),
    ],
)
def test_a_limit_stands_as_its_days_say(
    rule: Rule, start: date | None, end: date | None, today: date, expected: Standing
) -> None:
    assert standing(rule, start, end, today, CALENDAR) is expected


def test_a_day_that_somebody_set_takes_the_place_of_the_one_worked_out() -> None:
    moved = date(2026, 11, 30)
    assert standing(DUTY, START, None, date(2026, 11, 30), CALENDAR, moved) is Standing.DUE_SOON
    assert standing(DUTY, START, None, date(2026, 12, 1), CALENDAR, moved) is Standing.OVERDUE
    assert standing(DUTY, START, date(2026, 11, 30), TODAY, CALENDAR, moved) is Standing.KEPT
    assert standing(WAIT, START, date(2026, 11, 29), TODAY, CALENDAR, moved) is Standing.BROKEN


def test_a_limit_in_a_year_that_nobody_told_says_so() -> None:
    assert not due(RULES["contract_filed"], date(2026, 12, 28), CALENDAR).is_known
    assert not due(RULES["bids"], date(2026, 12, 20), CALENDAR).is_known
    assert due(RULES["files_kept"], date(2026, 12, 20), CALENDAR).is_known, "what does not roll rests on no holiday"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("bids", "不少于20日"),
        ("contract_filed", "7个工作日内"),
        ("files_kept", "不少于15年"),
        ("arrears_published", "3个月内"),
    ],
)
def test_a_period_is_said_as_the_law_says_it(code: str, text: str) -> None:
    assert period_text(RULES[code]) == text


@given(
    rule=st.sampled_from(list(RULES.values())),
    start=st.dates(date(2023, 1, 1), date(2026, 6, 30)),
    today=st.dates(date(2022, 6, 1), date(2027, 12, 31)),
)
def test_what_is_not_done_stands_ever_worse_and_never_both_kept_and_overdue(
    rule: Rule, start: date, today: date
) -> None:
    order = [Standing.NOT_BEGUN, Standing.RUNNING, Standing.DUE_SOON, Standing.KEPT, Standing.OVERDUE]
    days = [today + timedelta(days=step) for step in range(10)]
    seen = [standing(rule, start, None, each, CALENDAR) for each in days]
    assert [order.index(each) for each in seen] == sorted(order.index(each) for each in seen)
    over = Standing.KEPT if rule.bound is Bound.AT_LEAST else Standing.OVERDUE
    assert Standing.BROKEN not in seen and ({Standing.KEPT, Standing.OVERDUE} & set(seen)) <= {over}
