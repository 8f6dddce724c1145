"""Verifying: whatever somebody changed behind the store's back, it is found, and the first wrong entry is named.

The tampering is thorough: rules are put aside, rows changed, and the rules put back as if nothing had been.
"""

import re
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Column, Connection, Table, select, text

from supplies.errors import StoreRewound
from supplies.journal import chain, queries
from supplies.journal.action import Finding
from supplies.journal.post import header_of
from supplies.journal.queries import EntryRow
from supplies.journal.verify import FINDINGS_MAX, Verification
from supplies.language import Language, use_language
from supplies.models import Base
from supplies.models.base import Day, Key, Moment, Whole, Word
from supplies.values import new_id
from tests.journal.story import Story, reverse_of
from tests.journal.tampering import put_right, tamper, without_rules
from tests.rooms import NOW, SITE, TENT, goods


def verify(story: Story, *, deep: bool = False) -> Verification:
    return story.desk.program.verify(deep=deep)


def assert_found(story: Story, seq: int, *words: str, deep: bool = False) -> None:
    """Prove that the first wrong entry is named, and what is wrong with it."""
    found = verify(story, deep=deep)
    assert not found.is_sound
    assert found.first is not None
    assert (found.first.site_id, found.first.seq) == (SITE, seq), found.findings
    said = "\n".join(finding.text for finding in found.findings if finding.seq == seq)
    assert all(word in said for word in words), said


# --- what is sound ---------------------------------------------------------------------------------------------------


def test_a_store_that_nobody_touched_is_sound(story: Story) -> None:
    story.desk.post(reverse_of(story, "second issue"))
    for deep in (False, True):
        found = verify(story, deep=deep)
        assert (found.is_sound, found.first, found.findings) == (True, None, ())
        assert (found.entries, found.is_deep) == (story.last, deep)
        assert found.heads == (story.desk.program.head,)


def test_verifying_changes_nothing(story: Story) -> None:
    before = story.desk.everything()
    verify(story, deep=True)
    assert story.desk.everything() == before


# --- the chain -------------------------------------------------------------------------------------------------------

THIRTY = b'"30"'
"""How much the first issue handed out, as its content says it."""


def test_a_changed_content_is_found(story: Story) -> None:
    changed = entry_of(story, "issue").payload
    assert changed is not None
    payload = changed.replace(THIRTY, b'"29"')
    assert payload != changed
    seq = story["issue"]
    tamper(story.desk.program, "UPDATE journal_entry SET payload = :payload WHERE seq = :seq", payload=payload, seq=seq)
    assert_found(story, seq)


def test_a_changed_content_with_its_hash_made_to_fit_is_found(story: Story) -> None:
    seq = story["issue"]
    values = {"payload": b"{}", "digest": sha256(b"{}").digest(), "seq": seq}
    change = "UPDATE journal_entry SET payload = :payload, payload_hash = :digest WHERE seq = :seq"
    tamper(story.desk.program, change, **values)
    assert_found(story, seq)


HEADER = {
    "actor": "'other'",
    "business_date": "'2026-01-01'",
    "recorded_at": "'2026-01-01T00:00:00.000Z'",
    "seen": "'{ }'",
    "version": "version + 1",
    "action_type": "'stock.move'",
    "epoch": "epoch + 1",
    "action_id": ":new_id",
    "prev_hash": ":digest",
    "payload_hash": ":digest",
    "hash": ":digest",
}


def test_a_changed_header_is_found_whichever_field_it_is(story: Story) -> None:
    seq, made = story["issue"], new_id()
    is_file = story.desk.program.database.path is not None
    values = {"new_id": made.bytes if is_file else made, "digest": sha256(b"other").digest(), "seq": seq}
    for column, value in HEADER.items():
        with put_right(story.desk.program, "journal_entry"):
            tamper(story.desk.program, f"UPDATE journal_entry SET {column} = {value} WHERE seq = :seq", **values)
            assert seq in {finding.seq for finding in verify(story).findings}, column
    assert verify(story).is_sound


def test_an_entry_whose_own_hash_was_made_to_fit_no_longer_leads_to_the_next(story: Story) -> None:
    changed = rewritten(entry_of(story, "issue"), THIRTY, b'"29"')
    write(story, changed)
    assert_found(story, story["issue"] + 1)


def test_a_tail_cut_off_is_found(story: Story) -> None:
    last = story.last
    tamper(story.desk.program, "DELETE FROM journal_entry WHERE seq > :kept", kept=last - 2)
    assert_found(story, last - 1, str(last - 1))


def test_a_tail_cut_off_with_the_head_put_back_is_found_by_what_it_did(story: Story) -> None:
    kept = story["count"] - 1
    tamper(
        story.desk.program,
        "DELETE FROM journal_entry WHERE seq > :kept",
        "UPDATE journal_head SET seq = :kept, hash = (SELECT hash FROM journal_entry WHERE seq = :kept)",
        kept=kept,
    )
    found = verify(story, deep=True)
    assert found.first is not None and not found.is_sound
    assert any(finding.seq == story["count"] for finding in found.findings)
    with pytest.raises(StoreRewound):
        story.desk.lot()


def test_an_entry_taken_out_of_the_middle_is_named(story: Story) -> None:
    for deed in ("receipt", "issue", "second issue"):
        with put_right(story.desk.program, "journal_entry"):
            tamper(story.desk.program, "DELETE FROM journal_entry WHERE seq = :seq", seq=story[deed])
            assert_found(story, story[deed], str(story[deed]))


def test_the_first_entry_taken_away_is_named(story: Story) -> None:
    tamper(story.desk.program, "DELETE FROM journal_entry WHERE seq = 1")
    assert_found(story, 1)


def test_two_entries_that_changed_places_are_found(story: Story) -> None:
    first, second = story["issue"], story["move"]
    move = "UPDATE journal_entry SET seq = {goal} WHERE seq = {origin}"
    tamper(
        story.desk.program,
        move.format(origin=first, goal=100_000),
        move.format(origin=second, goal=first),
        move.format(origin=100_000, goal=second),
    )
    assert_found(story, first)


def test_a_head_that_was_moved_is_found(story: Story) -> None:
    last, values = story.last, {"digest": sha256(b"other").digest()}
    for change, named in (("seq = seq - 3", 0), ("seq = seq + 3", 1), ("epoch = epoch + 1", 0), ("hash = :digest", 0)):
        with put_right(story.desk.program, "journal_head"):
            tamper(story.desk.program, f"UPDATE journal_head SET {change}", **values)
            assert_found(story, last + named)


def test_a_head_that_was_taken_away_is_found(story: Story) -> None:
    tamper(story.desk.program, "DELETE FROM journal_head")
    assert_found(story, 1)


def test_an_entry_behind_the_head_is_found(story: Story) -> None:
    entry: EntryRow = story.desk.read(queries.entry, SITE, story.last)
    tamper(story.desk.program, "UPDATE journal_head SET seq = seq - 1, hash = :hash", hash=entry.prev_hash)
    assert_found(story, entry.seq)


# --- balances and lines ----------------------------------------------------------------------------------------------


def newest_mover(story: Story, table: str, where: str) -> int:
    """Return the entry that moved a balance last."""
    statement = text(f"SELECT seq FROM {table} WHERE {where}")
    return int(story.desk.program.read(lambda connection: connection.execute(statement).scalar_one()))


FIRST_BATCH, SECOND_BATCH = (f"lot_id = (SELECT lot_id FROM lot WHERE batch_no = '{batch}')" for batch in ("P1", "P2"))
BALANCES = {
    "a quantity": (
        "balance",
        "quantity = quantity + 1000",
        f"place_code = 'A02' AND {SECOND_BATCH}",
    ),
    "an amount": (
        "balance",
        "amount_fen = amount_fen - 1",
        f"place_code = 'A02' AND {SECOND_BATCH}",
    ),
    "what is issued": ("balance", "quantity = quantity + 1000", f"place_code = '~issued' AND {FIRST_BATCH}"),
    "a source": ("balance", "quantity = quantity - 1000", f"place_code = '~count' AND {SECOND_BATCH}"),
    "a total": ("item_total", "quantity = quantity - 1000", f"item_code = '{TENT}' AND bucket = 'on_hand'"),
    "the worth of a total": (
        "item_total",
        "amount_fen = amount_fen + 1",
        f"item_code = '{TENT}' AND bucket = 'issued'",
    ),
    "money": ("fund_balance", "amount_fen = amount_fen + 1", "bucket = 'accepted'"),
    "the source of money": ("fund_balance", "amount_fen = 0", "bucket = 'source' AND amount_fen < 0 AND seq = {money}"),
}


def test_a_balance_that_was_changed_is_found_whichever_it_is(story: Story) -> None:
    for table, change, where in BALANCES.values():
        condition = where.format(money=story["money"])
        seq = newest_mover(story, table, condition)
        with put_right(story.desk.program, table):
            tamper(story.desk.program, f"UPDATE {table} SET {change} WHERE {condition}")
            assert_found(story, seq)
    assert verify(story).is_sound


def test_a_balance_that_was_taken_away_is_found(story: Story) -> None:
    for table in ("balance", "item_total", "fund_balance"):
        with put_right(story.desk.program, table):
            tamper(story.desk.program, f"DELETE FROM {table} WHERE amount_fen > 0")
            assert not verify(story).is_sound, table


def test_a_document_taken_away_with_its_lines_is_found(story: Story) -> None:
    both = ("DELETE FROM movement WHERE seq = :seq", "DELETE FROM document WHERE seq = :seq")
    tamper(story.desk.program, *both, seq=story["write_off"])
    assert not verify(story).is_sound


def test_a_line_taken_out_of_a_document_is_found(story: Story) -> None:
    for line in (1, 2):
        with put_right(story.desk.program, "movement"):
            change = "DELETE FROM movement WHERE seq = :seq AND line = :line"
            tamper(story.desk.program, change, seq=story["issue"], line=line)
            assert_found(story, story["issue"])


def test_a_document_without_lines_is_found(story: Story) -> None:
    tamper(story.desk.program, "DELETE FROM movement WHERE seq = :seq", seq=story["issue"])
    assert_found(story, story["issue"])


def test_a_line_of_money_taken_away_is_found(story: Story) -> None:
    tamper(story.desk.program, "DELETE FROM fund_movement WHERE seq = :seq", seq=story["award"])
    assert not verify(story).is_sound


def test_a_rule_that_is_missing_is_found(story: Story) -> None:
    program = story.desk.program
    where = "" if program.database.path is not None else " ON movement"
    program.database.write(lambda c: c.exec_driver_sql(f"DROP TRIGGER movement_keeps_rows{where}"))
    found = verify(story)
    assert any("movement_keeps_rows" in finding.text for finding in found.findings)


def test_the_first_of_very_many_findings_is_the_earliest(story: Story) -> None:
    desk = story.desk
    early = newest_mover(story, "balance", f"place_code = '~count' AND {SECOND_BATCH}")
    desk.receive(*(goods(TENT, 1) for _each in range(FINDINGS_MAX + 10)))
    tamper(desk.program, "UPDATE balance SET quantity = quantity + 1000 WHERE NOT is_single")
    found = verify(story)
    assert len(found.findings) <= FINDINGS_MAX
    assert found.first is not None and found.first.seq <= early


# --- deep: every table -----------------------------------------------------------------------------------------------

TOUCHED = {
    "acceptance_member": "name = 'x'",
    "acceptance_policy": "source = 'x'",
    "agreement": "note = 'x'",
    "agreement_line": "available = 0",
    "allotment": "number = 'x'",
    "allotment_change": "reason = 'x'",
    "appraisal": "opinion = 'x'",
    "appropriation": "title = 'x'",
    "appropriation_adjustment": "reason = 'x'",
    "appropriation_purpose": "seq = seq + 1",
    "appropriation_share": "amount_fen = amount_fen + 1",
    "approval_route": "source = 'x'",
    "attached_paper": "note = 'x'",
    "attachment": "purged_seq = 1",
    "award_passed": "reason = 'x'",
    "balance": "line = line + 1",
    "bid": "supplier_code = 'x'",
    "blank_form": "void_reason = 'x'",
    "blank_form_line": "item_code = 'x'",
    "bond": "settled_reason = 'x'",
    "call_off": "deliver_to = 'x'",
    "call_off_line": "quantity = quantity + 1",
    "claim": "until = '2031-01-01'",
    "component": "expires_on = '2030-01-02'",
    "contract": "supplier = 'x'",
    "contract_acceptance": "number = 'x'",
    "contract_acceptance_line": "quantity = quantity + 1",
    "contract_change": "reason = 'x'",
    "contract_line": "price_fen = price_fen + 1",
    "count_key": "reason = 'x'",
    "count_record": "note = 'x'",
    "count_session": "name = 'x'",
    "count_unknown": "note = 'x'",
    "deadline_override": "reason = 'x'",
    "debt": "answer = 'x'",
    "depot": "name = 'x'",
    "disposal": "receiver = 'x'",
    "distribution": "note = 'x'",
    "distribution_issue": "issue_seq = issue_seq + 100",
    "distribution_line": "short_quantity = short_quantity + 1",
    "document": "counterparty = 'x'",
    "donation": "purpose = 'x'",
    "emergency_order": "phone = 'x'",
    "emergency_policy": "source = 'x'",
    "emergency_purchase": "grounds = 'x'",
    "emergency_quote": "supplier = 'x'",
    "fund_account": "seq = seq + 1",
    "fund_balance": "line = line + 1",
    "fund_carried_over": "seq = seq + 1",
    "fund_movement": "business_date = '2026-01-01'",
    "fund_report": "tendered_fen = tendered_fen + 1",
    "fund_return": "reason = 'x'",
    "fund_surplus_rule": "source = 'x'",
    "handling_unit": "made_on = '2026-01-01'",
    "incident": "title = 'x'",
    "inspection": "problems = 'x'",
    "inspection_line": "outcome = 'rejected'",
    "inspector": "unit = 'x'",
    "invoice": "dated = '2026-01-01'",
    "invoice_line": "quantity = quantity + 1",
    "item": "name_zh = 'x'",
    "item_classification": "node = 'C02'",
    "item_component": "life_months = life_months + 1",
    "item_pack": "factor = factor + 1",
    "item_total": "line = line + 1",
    "kit": "name = 'x'",
    "kit_line": "quantity = quantity + 1",
    "lot": "expires_on = '2030-01-02'",
    "lot_funding": "amount_fen = amount_fen + 1",
    "money_list": "file_name = 'x'",
    "money_list_difference": "told_fen = told_fen + 1",
    "money_list_line": "payee = 'x'",
    "milestone": "note = 'x'",
    "movement": "reason = 'x'",
    "node": "name_zh = 'x'",
    "number_series": "last_number = last_number + 1",
    "open_line": "line = line + 1",
    "ordered_line": "quantity = quantity + 1",
    "organisation": "name = 'x'",
    "owner_change": "from_owner = 'x'",
    "paper_content": "size = size + 1",
    "payment": "note = 'x'",
    "payment_return": "note = 'x'",
    "payment_return_share": "appropriation_id = (SELECT appropriation_id FROM appropriation ORDER BY 1 LIMIT 1)",
    "payment_share": "appropriation_id = (SELECT appropriation_id FROM appropriation ORDER BY 1 LIMIT 1)",
    "period_closing": "seq = seq + 1",
    "person": "name = 'x'",
    "person_role": "reason = 'x'",
    "place": "name = 'x'",
    "project": "name = 'x'",
    "procurement_threshold": "source = 'x'",
    "proposal": "number = 'x'",
    "proposal_decision": "note = 'x'",
    "proposal_series": "last_number = last_number + 1",
    "receipt_detail": "contract_number = 'x'",
    "relief_order": "vehicle = 'x'",
    "relief_order_line": "quantity = quantity + 1",
    "relief_request": "contact = 'x'",
    "relief_request_line": "note = 'x'",
    "relief_series": "last_number = last_number + 1",
    "role_conflict": "source = 'x'",
    "rotation": "is_replaced = NOT is_replaced",
    "scheme": "name_zh = 'x'",
    "sent_back": "expects_exchange = NOT expects_exchange",
    "sign_in_policy": "attempts = attempts + 1",
    "site": "name = 'x'",
    "store": "is_sample = :yes",
    "tender_lot": "winner = 'x'",
    "tender_round": "reason = 'x'",
    "transfer": "terms = 'lent'",
    "transit_policy": "source = 'x'",
    "unit_move": "actor = 'x'",
    "upkeep": "faults = 'x'",
    "work_day_exception": "name = 'x'",
}
"""A change of each table that no sum shows."""

CHAIN = {"journal_entry", "journal_head"}


def test_every_table_is_compared() -> None:
    assert set(TOUCHED) | CHAIN == {table.name for table in Base.metadata.sorted_tables}


def one_row(connection: Connection, table: Table) -> str:
    """Return the condition that picks one row of a table."""
    keys = ", ".join(column.name for column in table.primary_key.columns)
    only = f"SELECT {keys} FROM {table.name} ORDER BY {keys} LIMIT 1"
    return f"({keys}) IN ({only})"


def test_one_changed_word_in_any_table_is_found_by_the_deep_check_alone(story: Story) -> None:
    with without_rules(story.desk.program) as connection:
        for table in Base.metadata.sorted_tables:
            if table.name not in CHAIN:
                change = f"UPDATE {table.name} SET {TOUCHED[table.name]} WHERE {one_row(connection, table)}"
                values = {"yes": True} if ":yes" in change else {}
                assert connection.execute(text(change), values).rowcount == 1, table.name
    assert verify(story).is_sound, "no sum shows it"
    found = verify(story, deep=True)
    assert {words(finding)[0] for finding in found.findings} == set(TOUCHED)


def words(finding: Finding) -> list[str]:
    """Return the words of a finding, without what stands between them."""
    return re.findall(r"[\w~]+", finding.text)


def other(column: Column[Any], value: Any) -> Any:
    """Return another value of a column's type."""
    if isinstance(column.type, Word):
        return next(word for word in column.type.words if word is not value)
    if value is None:
        return {Whole: 1, Key: new_id(), Day: date(2020, 1, 1), Moment: NOW}.get(type(column.type), "x")
    if isinstance(value, bool):
        return not value
    if isinstance(value, date):
        return value - timedelta(days=1)
    if isinstance(value, UUID):
        return new_id()
    return value + 1 if isinstance(value, int) else value + "x"


def can_differ(column: Column[Any]) -> bool:
    """Return whether a column is told by the journal and knows more than one word."""
    is_only_word = isinstance(column.type, Word) and len(column.type.words) == 1
    return not column.info.get("outside_journal") and not is_only_word


def change_every_column(connection: Connection, table: Table) -> set[str]:
    """Change every column of one row that is compared and can differ, beside its key; return their names."""
    row = connection.execute(select(table).limit(1)).mappings().one()
    columns = [column for column in table.columns if not column.primary_key and can_differ(column)]
    values = {column.name: other(column, row[column.name]) for column in columns}
    here = [column == row[column.name] for column in table.primary_key.columns]
    if values:  # Some tables are nothing but their key.
        connection.execute(table.update().where(*here).values(values))
    return set(values)


@pytest.mark.parametrize("story", ["sqlite"], indirect=True)  # PostgreSQL's CHECKs cannot be put aside.
def test_every_column_of_every_table_is_compared(story: Story) -> None:
    program = story.desk.program
    tables = [table for table in Base.metadata.sorted_tables if table.name not in CHAIN]
    with without_rules(program) as connection:
        changed = {table.name: change_every_column(connection, table) for table in tables}
    found = {words(finding)[0]: words(finding) for finding in verify(story, deep=True).findings}
    for name, columns in changed.items():
        assert not columns or columns <= set(found[name]), name


def test_a_row_taken_away_is_found(story: Story) -> None:
    for table in ("organisation", "lot", "movement", "item", "node"):
        with put_right(story.desk.program, table):
            with without_rules(story.desk.program) as connection:
                where = one_row(connection, Base.metadata.tables[table])
                connection.execute(text(f"DELETE FROM {table} WHERE {where}"))
            assert any(table in finding.text for finding in verify(story, deep=True).findings), table


def test_a_row_that_no_entry_made_is_found(story: Story) -> None:
    tamper(
        story.desk.program,
        "INSERT INTO organisation (code, name, kind, pinyin, is_active, seq) VALUES ('X1', 'X', 'user', '', TRUE, 1)",
    )
    assert verify(story).is_sound
    found = verify(story, deep=True)
    assert len(found.findings) == 1
    assert "X1" in found.findings[0].text


BEHIND = (
    ("lot", "expires_on = '2031-01-01'", "batch_no = 'P1'", "receipt"),
    ("document", "counterparty = 'x'", "kind = 'issue' AND counterparty <> ''", "issue"),
    ("movement", "reason = 'x'", "reason = '霉变'", "write_off"),
    ("organisation", "name = 'x'", "code = 'GYS1'", "closed organisation"),
    ("tender_lot", "winner = 'x'", "winner <> ''", "contract"),
    ("place", "name = 'x'", "code = 'B01' AND depot_code = '210300A'", "place"),
    ("count_key", "reason = 'x'", "reason = '盘点差异' AND place_code = 'A01'", "count started"),
)
"""A change of one row, and the deed that wrote the row last, or that it belongs to where a row names no writer."""


def test_the_deep_check_names_the_entry_behind_a_row(story: Story) -> None:
    for table, change, where, deed in BEHIND:
        with put_right(story.desk.program, table):
            tamper(story.desk.program, f"UPDATE {table} SET {change} WHERE {where}")
            assert verify(story).is_sound
            assert_found(story, story[deed], table, deep=True)


# --- a chain made anew -----------------------------------------------------------------------------------------------


def entry_of(story: Story, deed: str) -> EntryRow:
    found: EntryRow = story.desk.read(queries.entry, SITE, story[deed])
    return found


def rewritten(entry: EntryRow, old: bytes, new: bytes, prev: bytes | None = None) -> EntryRow:
    """Return an entry with one part of its content made into another, and all its hashes made to fit."""
    assert entry.payload is not None
    payload = entry.payload.replace(old, new)
    made = replace(entry, payload=payload, payload_hash=chain.payload_hash(payload), prev_hash=prev or entry.prev_hash)
    return replace(made, hash=chain.entry_hash(header_of(made)))


def write(story: Story, *entries: EntryRow) -> None:
    """Write entries over those of their numbers."""
    names = ("payload", "payload_hash", "prev_hash", "hash")
    change = ", ".join(f"{name} = :{name}" for name in names)
    with without_rules(story.desk.program) as connection:
        for entry in entries:
            values = {name: getattr(entry, name) for name in names}
            connection.execute(text(f"UPDATE journal_entry SET {change} WHERE seq = :seq"), values | {"seq": entry.seq})


def rewrite_from(story: Story, deed: str, old: bytes, new: bytes) -> None:
    """Change an entry, and all behind it, so that the whole chain fits again."""
    made: list[EntryRow] = []
    for seq in range(story[deed], story.last + 1):
        entry = story.desk.read(queries.entry, SITE, seq)
        made.append(rewritten(entry, old, new, made[-1].hash if made else None))
    write(story, *made)
    tamper(story.desk.program, "UPDATE journal_head SET hash = :hash", hash=made[-1].hash)


def test_a_chain_made_anew_is_found_by_the_tables_and_by_the_witness(story: Story) -> None:
    rewrite_from(story, "issue", THIRTY, b'"29"')
    assert verify(story).is_sound, "whoever can make every hash anew fools the chain"
    assert_found(story, story["issue"], deep=True)
    with pytest.raises(StoreRewound):
        story.desk.lot()


def test_an_entry_that_cannot_be_applied_again_is_named(story: Story) -> None:
    rewrite_from(story, "issue", THIRTY, b'"3000"')
    assert_found(story, story["issue"], deep=True)


def test_an_entry_that_names_what_never_was_is_named(story: Story) -> None:
    lot = story.desk.program.read(
        lambda c: c.execute(text("SELECT lot_id FROM lot WHERE batch_no = 'P1'")).scalar_one()
    )
    known = str(UUID(bytes=lot) if isinstance(lot, bytes) else lot).encode()
    rewrite_from(story, "issue", known, str(new_id()).encode())
    assert_found(story, story["issue"], deep=True)


@pytest.mark.parametrize("language", Language)
def test_a_finding_is_told_in_the_readers_language(story: Story, language: Language) -> None:
    tamper(story.desk.program, "DELETE FROM journal_entry WHERE seq = 3")
    use_language(language)
    first = verify(story).first
    assert first is not None
    assert "3" in first.text
    assert ("missing" in first.text) == (language is Language.ENGLISH)
