"""Goods handed on to households: counted, signed, and the roster destroyed when the work has ended."""

import stat

import pytest
from sqlalchemy import select

from supplies.errors import (
    DistributionConfirmed,
    IncidentClosed,
    IssueDistributed,
    IssueOfOtherKind,
    ItemTwice,
    MoreThanWasIssued,
    PeopleMiscounted,
    RosterAbsent,
    RosterKeyMissing,
    RosterKeyWrong,
    RosterPurged,
    ShortOfMore,
    SuppliesError,
    TooManySigned,
    UnknownRecord,
    WorkNotEnded,
)
from supplies.journal.queries import walk
from supplies.models.relief import Attachment
from supplies.relief.actions import CloseIncident, GoodsLine
from supplies.relief.attachments import roster_of, store_id
from supplies.relief.distributions import distribution, distributions
from supplies.relief.vault import key_path, seal, unseal
from tests.relief.households import FIRST, ROSTER, handed_on, hands_on, issued, purge, sealed, signed
from tests.relief.needs import done, flood
from tests.rooms import ADMIN, QUILT, SITE, TENT, Desk, act, assert_line, some


def test_a_distribution_keeps_counts_and_totals_and_the_roster_apart(desk: Desk) -> None:
    row = handed_on(desk)
    assert (row.number[:10], row.households, row.persons, row.village) == (f"FF-{SITE}", 2, 6, "偏岭村")
    assert [(each.item_code, each.quantity, each.short) for each in row.goods] == [
        (TENT, some(1), some(0)),
        (QUILT, some(6), some(0)),
    ]
    assert row.state_name == "待收签收册"
    assert desk.read(roster_of, row.number) == ROSTER


def test_no_name_and_no_number_of_a_person_stands_in_the_journal_or_in_the_store(desk: Desk) -> None:
    handed_on(desk)
    secrets = [FIRST, "张三", "李四"]

    def payloads(connection: object) -> bytes:
        return b"".join(entry.payload or b"" for entry in walk(connection, SITE))  # type: ignore[arg-type]

    kept = desk.read(payloads) + repr(desk.everything()).encode()
    assert not [text for text in secrets if text.encode() in kept]


def test_the_key_is_a_file_that_only_its_user_reads(desk: Desk) -> None:
    handed_on(desk)
    path = key_path(desk.read(store_id))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_bytes() not in repr(desk.everything()).encode()


def test_without_the_key_or_with_another_the_roster_is_not_read_and_the_error_says_what_to_do(desk: Desk) -> None:
    row = handed_on(desk)
    path = key_path(desk.read(store_id))
    key = path.read_bytes()
    path.write_bytes(bytes(32))
    for kind in (RosterKeyWrong, RosterKeyMissing):
        with pytest.raises(kind) as caught:
            desk.read(roster_of, row.number)
        assert str(path) in caught.value.text() and "密钥" in caught.value.remedy()
        path.unlink(missing_ok=True)
    path.write_bytes(key)
    assert desk.read(roster_of, row.number) == ROSTER


def test_what_was_changed_by_a_bit_is_not_read(desk: Desk) -> None:
    store = desk.read(store_id)
    content = bytearray(seal(store, b"roster"))
    content[-1] ^= 1
    with pytest.raises(RosterKeyWrong):
        unseal(store, bytes(content))


def test_the_store_is_sound_with_a_roster_and_after_its_end(desk: Desk) -> None:
    row = handed_on(desk)
    assert desk.program.verify(deep=True).is_sound
    desk.post(signed(row.number), act(CloseIncident, incident=row.incident), purge(row.number))
    assert desk.program.verify(deep=True).is_sound
    assert desk.read(distribution, row.number).state_name == "花名册已销毁"
    with pytest.raises(RosterPurged):
        desk.read(roster_of, row.number)
    contents = desk.program.read(lambda connection: list(connection.execute(select(Attachment.content))))
    assert [tuple(each) for each in contents] == [(None,)]
    after = desk.read(distribution, row.number)
    assert (after.households, after.persons, after.items) == (2, 6, "12㎡单帐篷 1、棉被 6")


def test_a_refused_distribution_keeps_no_roster(desk: Desk) -> None:
    content = sealed(desk)
    before = desk.everything()
    with pytest.raises(SuppliesError):
        desk.program.post_with([hands_on(content, "SJ-0", "CK-0")], ADMIN, content)
    assert desk.everything() == before


def test_a_roster_of_another_site_is_known_but_not_read(desk: Desk) -> None:
    incident = done(desk, flood())
    seq = desk.post(hands_on(sealed(desk), incident, issued(desk, incident)))[0].entry.seq
    number = next(row.number for row in desk.read(distributions) if row.seq == seq)
    with pytest.raises(RosterAbsent):
        desk.read(roster_of, number)


def test_a_distribution_that_cannot_be_is_refused(desk: Desk) -> None:
    incident, content = done(desk, flood()), sealed(desk)
    number = issued(desk, incident, tents=1, quilts=5)
    other = issued(desk, done(desk, flood()))
    assert type(desk.refused(hands_on(content, "SJ-0", number))) is UnknownRecord
    assert type(desk.refused(hands_on(content, incident, number, persons=1))) is PeopleMiscounted
    assert_line(desk.refused(hands_on(content, incident, "CK-0")), UnknownRecord, "issues")
    assert_line(desk.refused(hands_on(content, incident, other)), IssueOfOtherKind, "issues")
    assert_line(desk.refused(hands_on(content, incident, number)), MoreThanWasIssued, "quantity", line=2)
    twice = (GoodsLine(item=TENT, quantity=some(1)), GoodsLine(item=TENT, quantity=some(1)))
    assert_line(desk.refused(hands_on(content, incident, number, lines=twice)), ItemTwice, "item", line=2)
    desk.post(act(CloseIncident, incident=incident))
    assert type(desk.refused(hands_on(content, incident, number))) is IncidentClosed


def test_the_goods_of_an_issue_are_handed_on_once(desk: Desk) -> None:
    row = handed_on(desk)
    error = desk.refused(hands_on(sealed(desk), row.incident, row.issues[0]))
    assert_line(error, IssueDistributed, "issues")
    assert error.facts["distribution"] == row.number


def test_the_signed_list_is_recorded_once_with_what_was_short(desk: Desk) -> None:
    number = handed_on(desk).number
    assert type(desk.refused(signed(number, 3))) is TooManySigned
    assert_line(desk.refused(signed(number, 1, (QUILT, 7))), ShortOfMore, "quantity")
    assert_line(desk.refused(signed(number, 1, (QUILT, 1), (QUILT, 1))), ItemTwice, "item", line=2)
    desk.post(signed(number, 1, (QUILT, 2)))
    row = desk.read(distribution, number)
    assert (row.signed_households, row.paper, [each.short for each in row.goods]) == (1, "档案柜3", [some(0), some(2)])
    assert type(desk.refused(signed(number))) is DistributionConfirmed
    assert type(desk.refused(signed("FF-0"))) is UnknownRecord


def test_a_roster_is_destroyed_only_when_the_work_has_ended(desk: Desk) -> None:
    row = handed_on(desk)
    assert type(desk.refused(purge(row.number))) is WorkNotEnded
    desk.post(signed(row.number))
    assert type(desk.refused(purge(row.number))) is WorkNotEnded
    desk.post(act(CloseIncident, incident=row.incident), purge(row.number))
    assert type(desk.refused(purge(row.number))) is RosterPurged
    assert type(desk.refused(purge("FF-0"))) is UnknownRecord
