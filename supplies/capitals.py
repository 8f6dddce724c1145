"""An amount in Chinese capitals, as it stands on vouchers: 人民币壹仟陆佰捌拾元叁角贰分.

The rules are those for filling in bills and settlement vouchers: 整 ends an amount that stops at yuan, never one with
fen; several noughts in a row are read as one 零; fen without jiao has a 零 before it. Where they accept two spellings,
a nought before 元 is not read (1680.32 is 壹仟陆佰捌拾元叁角贰分), and one before 万 or 亿 is (107000.53 is
壹拾万零柒仟元伍角叁分).
"""

from supplies.values import FEN_PER_YUAN, Money

PREFIX = "人民币"
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")
_GROUP_SIZE = 10_000


def chinese_capitals(money: Money) -> str:
    """Return an amount in Chinese capitals, with 人民币 before it; 负 stands before one below zero."""
    yuan, fen = divmod(abs(money.fen), FEN_PER_YUAN)
    sign = "负" if money.fen < 0 else ""
    return f"{PREFIX}{sign}{_joined(yuan, fen)}"


def _joined(yuan: int, fen: int) -> str:
    """Return yuan and what is behind the point."""
    if fen == 0:
        return f"{_whole(yuan) or _DIGITS[0]}元整"
    jiao, rest = divmod(fen, 10)
    text = f"{_whole(yuan)}元" if yuan else ""
    if jiao:
        text += f"{_DIGITS[jiao]}角"
    elif yuan:
        text += _DIGITS[0]
    return text + (f"{_DIGITS[rest]}分" if rest else "")


def _whole(yuan: int) -> str:
    """Return yuan, without the word itself; nothing for zero."""
    groups: list[int] = []
    while yuan:
        yuan, group = divmod(yuan, _GROUP_SIZE)
        groups.append(group)
    text = ""
    last_digit = 1
    for place in reversed(range(len(groups))):
        group = groups[place]
        if group:
            has_nought = last_digit == 0 or group < _GROUP_SIZE // 10
            text += (_DIGITS[0] if text and has_nought else "") + _group(group) + _unit(groups, place)
        last_digit = group % 10
    return text


def _unit(groups: list[int], place: int) -> str:
    """Return the word of a group of four digits; 万亿 is said as 万 where the 亿 follow."""
    if place == len(_GROUPS) - 1 and groups[place - 1]:
        return "万"
    return _GROUPS[place]


def _group(value: int) -> str:
    """Return four digits, with one 零 for the noughts between them."""
    text = ""
    for place in reversed(range(len(_PLACES))):
        digit = value // 10**place % 10
        if digit:
            gap = _DIGITS[0] if text and value // 10 ** (place + 1) % 10 == 0 else ""
            text += f"{gap}{_DIGITS[digit]}{_PLACES[place]}"
    return text
