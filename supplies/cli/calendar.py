"""``supplies calendar``: which days are working days, and when a time limit of a procurement ends."""

import argparse
from datetime import date
from functools import partial
from pathlib import Path

from supplies.cli import agenda
from supplies.cli.call import Call, Parser, read_value
from supplies.cli.output import Answer, table
from supplies.cli.parsing import Groups, add_group, add_submit, add_verb, whole
from supplies.deadlines.actions import FIRST_DAY, LAST_DAY, Override, SetWorkdays
from supplies.deadlines.catalogue import Bound, Rule, due, rules_on
from supplies.deadlines.queries import moved_days, work_calendar
from supplies.deadlines.words import event_name, period_text, sure_name
from supplies.deadlines.workdays import DayCount, WorkCalendar
from supplies.errors import BadField, DayFarOff, LineProblem, NothingToDo, SuppliesError, UnknownRecord
from supplies.language import N_, _
from supplies.program import Program
from supplies.sheets.workdays import read_workdays
from supplies.values import ActionId, new_id, parse_date

_WEEKDAYS = (N_("Mon"), N_("Tue"), N_("Wed"), N_("Thu"), N_("Fri"), N_("Sat"), N_("Sun"))


def add(groups: Groups, shared: Parser) -> None:
    """Declare the verbs."""
    verbs = add_group(groups, shared, "calendar", _("working days, and time limits of procurements"))
    verb = add_verb(verbs, shared, "show", _show, _("list the holidays of a year and the weekend days that are worked"))
    verb.add_argument("year", type=whole, metavar="YEAR", help=_("year"))
    verb = add_verb(verbs, shared, "set", _set, _("set the working days of a year from an Excel or CSV list"))
    verb.add_argument("file", type=Path)
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)
    verb = add_verb(verbs, shared, "rules", _rules, _("list the time limits that the law sets"))
    _add_began(verb)
    verb = add_verb(verbs, shared, "due", _due, _("say when a time limit ends that runs from a day"))
    verb.add_argument("rule", metavar="RULE", help=_("code of the time limit"))
    verb.add_argument("start", metavar="START", help=_("day of the event that it runs from"))
    verb.add_argument("--of", default="", metavar="SUBJECT", help=_("what it is of, where another day may be set"))
    _add_began(verb)
    verb = add_verb(verbs, shared, "override", _override, _("set another day than a time limit does"))
    verb.add_argument("subject", metavar="SUBJECT", help=_("what the limit is of, such as the number of a project"))
    verb.add_argument("rule", metavar="RULE", help=_("code of the time limit"))
    verb.add_argument("--to", required=True, metavar="DATE", help=_("the day that counts instead"))
    verb.add_argument("--reason", required=True)
    verb.add_argument("--date", metavar="DATE")
    add_submit(verb)
    agenda.add(verbs, shared)


def _add_began(verb: argparse.ArgumentParser) -> None:
    """Let a verb ask for the rules of a project of another day than today."""
    verb.add_argument("--began", metavar="DATE", help=_("day on which the project began; today if not given"))


def _day_text(day: date) -> str:
    """Return a day with the day of the week."""
    return f"{day} {_(_WEEKDAYS[day.weekday()])}"


def _near(option: str, text: str) -> date:
    """Return a day that a time limit may reach.

    Raises:
        BadField: it is no day.
        DayFarOff: the year is a slip of the pen.
    """
    day = read_value(option, text, parse_date)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise DayFarOff(day=day, first=FIRST_DAY, last=LAST_DAY)
    return day


def _known_rules(call: Call, program: Program) -> dict[str, Rule]:
    """Return the rules of a project that began on ``--began``, or today."""
    return rules_on(call.day("began") or program.clock().astimezone().date())


def _count_of(calendar: WorkCalendar, year: int) -> DayCount:
    """Return how many working days a year has."""
    return calendar.working_days_between(date(year - 1, 12, 31), date(year, 12, 31))


def _show(call: Call) -> Answer:
    """List the special days of a year."""
    year = call.options.year
    if not FIRST_DAY.year <= year <= LAST_DAY.year:
        raise BadField(field="YEAR", problem=_("{year} is no year of this calendar").format(year=year))
    with call.program() as program:
        calendar = program.read(work_calendar)
    rows, count = calendar.of_year(year), _count_of(calendar, year)
    heads = (_("Date"), _("On duty"), _("Name"), _("Source"))
    cells = ((_day_text(row.day), _("yes") if row.is_working else _("no"), row.name, row.source) for row in rows)
    shown = table(heads, cells) if rows else [_("The holidays of {year} are not known yet.").format(year=year)]
    shown.append(_("{year}: {days} working days").format(year=year, days=count.days))
    data = {"year": year, "is_known": count.is_known, "working_days": count.days, "rows": rows}
    return Answer(data, shown)


def _set(call: Call) -> Answer:
    """Replace a year by the days of a file; what is refused is named by its row in the file."""
    sheet = read_workdays(Path(call.options.file))
    if not sheet.lines:
        raise NothingToDo
    year = sheet.lines[0].day.year
    with call.program() as program:
        day = call.business_date(program)
        action = SetWorkdays(action_id=ActionId(new_id()), business_date=day, year=year, days=sheet.lines)
        try:
            call.post(program, [action])
        except SuppliesError as error:
            error.lines = tuple(LineProblem(sheet.rows[each.line - 1], each.field, each.error) for each in error.lines)
            raise
        count = _count_of(program.read(work_calendar), year)
    text = _("{year} is set: {special} special days, {days} working days.")
    shown = text.format(year=year, special=len(sheet.lines), days=count.days)
    return Answer({"year": year, "special": len(sheet.lines), "working_days": count.days}, [shown])


def _rules(call: Call) -> Answer:
    """List the rules that a project keeps."""
    with call.program() as program:
        rules = list(_known_rules(call, program).values())
    heads = (_("Code"), _("Stage"), _("Time limit"), _("Length"), _("Runs from"), _("Legal basis"), _("How sure"))
    cells = (
        (
            rule.code,
            rule.stage,
            rule.title,
            period_text(rule),
            event_name(rule.runs_from),
            rule.paragraph,
            sure_name(rule.sure),
        )
        for rule in rules
    )
    return Answer({"rows": rules}, table(heads, cells))


def _due(call: Call) -> Answer:
    """Say when a time limit ends, by the rule and by what somebody set."""
    code, start, subject = call.text("rule"), _near("START", call.text("start")), call.text("of")
    with call.program() as program:
        rule = _known_rules(call, program).get(code)
        if rule is None:
            raise UnknownRecord(kind=_("Time limit"), key=code)
        calendar = program.read(work_calendar)
        moved = program.read(partial(moved_days, subject=subject)).get(code) if subject else None
    found = due(rule, start, calendar)
    is_wait = rule.bound is Bound.AT_LEAST
    text = _("{title}: on {day} at the earliest") if is_wait else _("{title}: on {day} at the latest")
    shown = [
        text.format(title=rule.title, day=_day_text(found.day)),
        f"{event_name(rule.runs_from)} {_day_text(start)} → {event_name(rule.limits)} · {period_text(rule)}",
        rule.paragraph,
    ]
    if moved is not None:
        told = _("{login} set {day} instead: {reason}")
        shown.append(told.format(login=moved.actor, day=_day_text(moved.new_day), reason=moved.reason))
    shown += [found.warning] if found.warning else []
    data = {"rule": rule, "start": start, "due": found.day, "is_known": found.is_known, "moved": moved}
    return Answer(data, shown)


def _override(call: Call) -> Answer:
    """Set another day than a rule does."""
    with call.program() as program:
        action = Override(
            action_id=ActionId(new_id()),
            business_date=call.business_date(program),
            subject=call.text("subject"),
            rule=call.text("rule"),
            new_day=read_value("--to", call.text("to"), parse_date),
            reason=call.text("reason"),
        )
        entry = call.post(program, [action])[0].entry
    shown = _("{subject}: {day} counts instead.").format(subject=action.subject, day=_day_text(action.new_day))
    return Answer({"subject": action.subject, "rule": action.rule, "seq": entry.seq}, [shown])
