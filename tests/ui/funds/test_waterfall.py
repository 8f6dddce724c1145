"""The waterfall: bars to one scale, each beginning where the one above it ends, their figures in words beside them."""

import pytest
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from supplies.models.funds import Bucket
from supplies.procurement.fund_view import WATERFALL
from supplies.ui.funds.waterfall import _PATTERNS, _PLAIN, _STRONG, FallBar, Waterfall, falls_of
from supplies.values import Money

PARTS = (
    (Bucket.AVAILABLE, Money(1000)),
    (Bucket.PLANNED, Money(0)),
    (Bucket.TENDERING, Money(1000)),
    (Bucket.PAID, Money(1000)),
)


def test_the_steps_are_as_long_together_as_the_whole_and_their_shares_come_to_a_hundred() -> None:
    whole, *falls = falls_of(PARTS)
    assert (whole.bucket, whole.amount) == (Bucket.SOURCE, Money(3000))
    assert [fall.bucket for fall in falls] == [Bucket.AVAILABLE, Bucket.TENDERING, Bucket.PAID]
    assert [fall.above for fall in falls] == [Money(0), Money(1000), Money(2000)]
    assert [fall.share for fall in falls] == ["33.34", "33.33", "33.33"]


@pytest.mark.usefixtures("qapp")
def test_each_bar_begins_where_the_one_above_it_ends(qtbot: QtBot) -> None:
    picture = Waterfall("picture")
    qtbot.addWidget(picture)
    picture.show_falls(falls_of(PARTS))
    picture.resize(900, 400)
    picture.show()
    bars = [picture.bars[fall.bucket] for fall in picture.falls[1:]]
    ends = [bar.ends for bar in bars]
    assert ends[0][0] == 0 and ends[-1][1] == pytest.approx(bars[-1].width())
    assert [start for start, _end in ends[1:]] == pytest.approx([end for _start, end in ends[:-1]])
    assert picture.bars[Bucket.SOURCE].ends == (0, picture.bars[Bucket.SOURCE].width())
    assert picture.bars[Bucket.PLANNED].isHidden()
    tops = [picture.bars[fall.bucket].y() for fall in picture.falls]
    assert tops == sorted(tops)
    assert "招标中：0.001 万元，10.00 元，33.33 %" in picture.words


def test_every_place_differs_by_more_than_its_colour() -> None:
    looks = [
        (bucket in _STRONG, bucket in _PLAIN, _PATTERNS.get(bucket))
        for bucket in WATERFALL
        if bucket is not Bucket.SPENT
    ]
    assert len(set(looks)) == len(looks)


@pytest.mark.usefixtures("qapp")
def test_a_bar_takes_its_colours_from_the_theme(qtbot: QtBot) -> None:
    bar = FallBar("bar", Bucket.PAID)
    qtbot.addWidget(bar)
    bar.resize(100, 20)
    bar.setStyleSheet("FallBar { qproperty-strong_colour: #123456; }")
    bar.show_part(0.5, 0.5, "已付")
    image = QImage(bar.size(), QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    bar.render(image)
    assert image.pixelColor(75, 10) == QColor("#123456")
    assert image.pixelColor(25, 10) != QColor("#123456")
