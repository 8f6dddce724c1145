"""Reports on paper, read back: all that they say is there, and on every page what belongs on every page."""

import io
import time
from dataclasses import replace
from datetime import timedelta

import pypdfium2
import pytest

from supplies.errors import NoFont, Unprintable
from supplies.language import Language, use_language
from supplies.printing import fonts
from supplies.printing.fonts import find_faces
from supplies.printing.reports.pdf import report_pdf
from supplies.tables import Column, Fact, Kind, Report, Row, RowKind, Table, Tone
from supplies.values import Money, Quantity
from tests.printing.reports.samples import (
    COLUMNS,
    STAMP,
    faces,
    grouped,
    line,
    opened,
    overlaps,
    page_texts,
    report,
    words,
)
from tests.rooms import assert_speaks

LONG_NAME = "国家级应急救援专用多功能组合式充气加热保温防雨防风帐篷系统(含配套供电照明取暖设备及备件)" * 2
SECONDS_MAX = 5.0


def many_columns(count: int) -> tuple[Column, ...]:
    """Return the columns of a ledger of so many depots."""
    depots = (Column(f"depot_{place}", f"岫岩满族自治县第{place}储备库", Kind.QUANTITY) for place in range(count))
    first = (COLUMNS[0], COLUMNS[1], COLUMNS[2])
    return (*first, *depots, Column("quantity", "数量合计", Kind.QUANTITY), Column("amount", "金额", Kind.MONEY))


def ledger(depots: int, items: int = 40) -> Report:
    """Return a ledger; item i has 1,000 i + d of depot d."""
    columns = many_columns(depots)
    rows = [
        Row(
            (
                item,
                f"YJ{item:05d}",
                "12㎡单帐篷",
                *(Quantity.parse(1000 * item + depot) for depot in range(depots)),
                Quantity.parse(7_000_000 + item),
                Money(900_000_000 + item),
            )
        )
        for item in range(1, items + 1)
    ]
    return report(rows, columns=columns, key_columns=3)


def test_all_that_a_report_says_is_on_the_paper() -> None:
    (text,) = page_texts(
        report(
            grouped(3),
            facts=(Fact("仓库", "全部仓库"), Fact("截至日期", "2026-06-30")),
            footnotes=("预警天数由本单位确定。",),
            has_seal=True,
        )
    )
    for said in ("库存报表", "编制单位：鞍山市应急管理局", "仓库：全部仓库", "截至日期：2026-06-30", "单位：元"):
        assert said in text
    assert "序号编码名称效期至数量金额" in text
    assert "C01生活救助与安置类" in text
    assert "2YJ0000212㎡单帐篷2030-01-0322.02" in text
    assert "小计6.06合计6.06" in text
    assert "预警天数由本单位确定。" in text
    assert "制表人：审核人：负责人：" in text
    assert "校验码：1234-ab12cd34" in text


def test_every_page_has_the_headings_its_number_and_from_which_state_of_the_store_it_is() -> None:
    texts = page_texts(report(grouped(200)))
    assert len(texts) > 4
    printed = STAMP.printed_text.replace(" ", "")
    for number, text in enumerate(texts, 1):
        assert f"第{number}页共{len(texts)}页" in text
        assert "序号编码名称效期至数量金额" in text
        assert f"制表人：管理员打印时间：{printed}数据时点：{printed}校验码：1234-ab12cd34" in text
        assert "库存报表" in text
    assert ["制表人：审核人" in text for text in texts] == [False] * (len(texts) - 1) + [True]


def test_every_line_is_printed_once_whatever_page_it_falls_on() -> None:
    text = "".join(page_texts(report(grouped(200))))
    for number in range(1, 201):
        assert text.count(f"YJ{number:05d}12㎡") == 1


def test_a_group_that_goes_on_on_the_next_page_is_named_there_again() -> None:
    first, *others = page_texts(report(grouped(120)))
    assert "C01生活救助与安置类1YJ" in first
    assert others and all("C01生活救助与安置类（续）" in text for text in others)


@pytest.mark.parametrize("count", range(30, 60))
def test_a_heading_never_stands_last_on_a_page_and_a_sum_never_first(count: int) -> None:
    rows = [*map(line, range(1, count)), *grouped(40)]
    with opened(report_pdf(report(rows), faces())) as pages:
        for page in pages:
            lines = page.extract_text_lines()
            texts = ["".join(each["text"].split()) for each in lines]
            body = texts[texts.index("序号编码名称效期至数量金额") + 1 :]
            assert not body[0].startswith(("小计", "合计"))
            foot = next(place for place, text in enumerate(body) if text.startswith(("制表人：管", "制表人：审")))
            assert body[foot - 1] != "C01生活救助与安置类"


def test_sample_data_is_marked_on_every_page_and_nothing_else_is() -> None:
    sample = replace(STAMP, is_sample=True)
    texts = page_texts(report(grouped(120), stamp=sample))
    assert len(texts) > 2 and all("示例数据" in text for text in texts)
    assert not any("示例数据" in text for text in page_texts(report(grouped(120))))


def test_nobody_is_named_where_nobody_is_known() -> None:
    (text,) = page_texts(report(grouped(1), stamp=replace(STAMP, person=""), signatures=()))
    assert "制表人" not in text


def test_a_report_without_lines_says_so() -> None:
    (text,) = page_texts(report([words("合计", RowKind.TOTAL, Money(0))]))
    assert "序号编码名称效期至数量金额没有符合条件的数据合计0.00" in text
    (bare,) = page_texts(report())
    assert "没有符合条件的数据" in bare


def test_several_tables_stand_below_each_other_with_their_titles_and_units() -> None:
    first = Table(COLUMNS, (line(1),), title="一、总体情况", unit="单位：万元")
    second = Table(COLUMNS[:3], (Row((1, "A", "乙")),), title="二、资金来源")
    (text,) = page_texts(report(tables=(first, second)))
    assert text.index("一、总体情况单位：万元") < text.index("二、资金来源")


# --- what is too wide ------------------------------------------------------------------------------------------------


def awkward() -> list[Report]:
    """Return reports with texts and figures as wide as they can be."""
    wide = Row((1, "YJ00001", LONG_NAME, None, Quantity(10**12), Money(10**14)))
    serial = Row((2, "SERIAL-" * 6, "SERIALNUMBERWITHOUTBLANKS" * 4, None, Quantity(-1), Money(-(10**14))))
    sums = words("合计（大写）：人民币" + "玖仟玖佰玖拾玖亿" * 20, RowKind.TOTAL, Money(10**14))
    heading = words(LONG_NAME, RowKind.HEADING)
    titled = tuple(replace(column, title=LONG_NAME) for column in COLUMNS)
    toned = [replace(row, tone=tone) for row in (wide, serial) for tone in Tone]
    return [
        report([heading, wide, serial, line(3), sums]),
        report([heading, wide, serial], columns=titled),
        report([*toned, words("小计", RowKind.SUBTOTAL, Money(10**14))]),
        report(
            grouped(3),
            title=LONG_NAME * 2,
            facts=(Fact("备注", LONG_NAME * 5), Fact("单号", "A1")),
            footnotes=(LONG_NAME * 9,),
            signatures=("制表人", "审核人", "负责人", "分管领导", "单位（盖章）"),
            stamp=replace(STAMP, organisation=LONG_NAME, person=LONG_NAME, is_sample=True),
        ),
        ledger(8),
        ledger(14),
        ledger(40),
    ]


@pytest.mark.parametrize("place", range(7))
def test_nothing_stands_on_anything_else_or_beyond_the_edge_of_the_paper(place: int) -> None:
    with opened(report_pdf(awkward()[place], faces())) as pages:
        for page in pages:
            assert overlaps(page) == []


def test_a_text_too_long_for_two_lines_ends_in_an_ellipsis() -> None:
    (text,) = page_texts(report([Row((1, "YJ00001", LONG_NAME * 2, None, None, None))]))
    assert LONG_NAME[:20] in text and "…" in text and LONG_NAME * 2 not in text


def test_figures_are_never_cut() -> None:
    (text,) = page_texts(awkward()[0])
    assert "1,000,000,0001,000,000,000,000.00" in text
    assert "-0.001-1,000,000,000,000.00" in text


@pytest.mark.parametrize(("depots", "is_split"), [(8, False), (40, True)])
def test_a_ledger_of_any_number_of_depots_is_printed_whole_beside_its_items(depots: int, *, is_split: bool) -> None:
    made = ledger(depots)
    with opened(report_pdf(made, faces())) as pages:
        assert all(page.width > page.height for page in pages)
        found = "\n".join(page.extract_text() for page in pages)
    assert ("第 2 部分（共" in found) == is_split
    figures = found.replace("\n", " ").split()
    for item in range(1, 41):
        for depot in range(depots):
            assert figures.count(Quantity.parse(1000 * item + depot).grouped()) == 1
        assert figures.count(Quantity.parse(7_000_000 + item).grouped()) == 1
        assert figures.count(f"YJ{item:05d}") == max(1, found.count("部分（共"))


def test_a_table_that_fits_is_printed_upright_and_a_wider_one_across() -> None:
    for made, is_upright in ((report(grouped(3)), True), (ledger(8), False)):
        with opened(report_pdf(made, faces())) as pages:
            assert {page.height > page.width for page in pages} == {is_upright}
            assert {round(max(page.width, page.height) * 25.4 / 72) for page in pages} == {297}
            assert {round(min(page.width, page.height) * 25.4 / 72) for page in pages} == {210}


# --- type ------------------------------------------------------------------------------------------------------------


def test_a_character_that_no_face_has_is_named_with_its_row_before_anything_is_drawn() -> None:
    with pytest.raises(Unprintable) as caught:
        report_pdf(report([line(1), line(2, "张𠮷☑帐篷")]), faces())
    assert_speaks(caught.value)
    assert caught.value.facts["characters"] == "𠮷 ☑"
    assert "YJ00002" in str(caught.value.facts["where"])


@pytest.mark.parametrize(
    "made",
    [
        report(grouped(1), title="张𠮷"),
        report(grouped(1), facts=(Fact("张𠮷", "甲"),)),
        report(grouped(1), footnotes=("张𠮷",)),
        report(grouped(1), signatures=("张𠮷",)),
        report(grouped(1), stamp=replace(STAMP, person="张𠮷")),
        report(grouped(1), stamp=replace(STAMP, organisation="张𠮷")),
        report(columns=(Column("name", "张𠮷"),)),
        report(tables=(Table(COLUMNS, (), title="张𠮷"),)),
        report(tables=(Table(COLUMNS, (), unit="张𠮷"),)),
    ],
)
def test_wherever_such_a_character_stands_it_is_found(made: Report) -> None:
    with pytest.raises(Unprintable):
        report_pdf(made, faces())


def test_characters_that_only_the_second_face_has_are_drawn_too() -> None:
    (text,) = page_texts(report([line(1, "睡袋-10℃")]))
    assert "睡袋-10℃" in text


def test_type_is_embedded_and_only_what_is_used_of_it() -> None:
    pdf = report_pdf(report(grouped(30)), faces())
    assert pdf.count(b"/FontFile2") >= 1
    assert b"/BaseFont /AAAAAA+" in pdf or b"/BaseFont /" in pdf
    assert len(pdf) < 200_000
    assert b"/Lang" in pdf


def test_line_breaks_and_tabs_in_a_text_are_blanks() -> None:
    (text,) = page_texts(report([line(1, "甲\n乙\t丙")], facts=(Fact("备注", "一\n二"),)))
    assert "甲乙丙" in text and "备注：一二" in text


def test_a_computer_without_chinese_type_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "CANDIDATES", ("/nowhere/else.ttf",))
    with pytest.raises(NoFont) as caught:
        find_faces()
    assert_speaks(caught.value)


# --- the file --------------------------------------------------------------------------------------------------------


def test_the_same_report_gives_the_same_bytes() -> None:
    made = report(grouped(60), stamp=replace(STAMP, is_sample=True))
    assert report_pdf(made, faces()) == report_pdf(made, faces())
    later = replace(made, stamp=replace(made.stamp, printed_at=STAMP.printed_at + timedelta(minutes=1)))
    assert report_pdf(later, faces()) != report_pdf(made, faces())


def test_the_file_says_what_it_is() -> None:
    document = pypdfium2.PdfDocument(report_pdf(report(grouped(1)), faces()))
    about = document.get_metadata_dict()
    document.close()
    assert (about["Title"], about["Author"]) == ("库存报表", "鞍山市应急管理局")
    assert "1234-ab12cd34" in about["Subject"]


def test_it_is_printed_in_the_language_of_whoever_asks() -> None:
    use_language(Language.ENGLISH)
    (text,) = page_texts(report(grouped(1)))
    assert "Page1of1" in text and "Checkcode1234-ab12cd34" in text


def test_progress_is_told_page_by_page_and_can_stop_the_work() -> None:
    told: list[tuple[int, int]] = []
    report_pdf(report(grouped(120)), faces(), lambda done, total: told.append((done, total)))
    assert told == [(number, len(told)) for number in range(1, len(told) + 1)] and len(told) > 2

    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        report_pdf(report(grouped(120)), faces(), stop)


def test_ten_thousand_rows_are_printed_within_five_seconds_of_work() -> None:
    made = report(grouped(10_000))
    report_pdf(report(grouped(1)), faces())  # The type is read once, before.
    before = time.process_time()
    pdf = report_pdf(made, faces())
    assert time.process_time() - before < SECONDS_MAX
    document = pypdfium2.PdfDocument(io.BytesIO(pdf))
    assert len(document) > 200
    document.close()
