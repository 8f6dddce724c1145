"""Pinyin of Chinese names, so that ``yjzp`` finds 应急帐篷. Words are read as wholes: 重庆 is cq, not zq."""

from collections.abc import Iterator


def initials(text: str) -> str:
    """Return the first letter of each character's pinyin; Latin letters and digits stay, in lower case."""
    return "".join(reading[:1] if is_chinese else reading for reading, is_chinese in _readings(text))


def full(text: str) -> str:
    """Return the whole pinyin without tones or blanks, in lower case."""
    return "".join(reading for reading, _is_chinese in _readings(text))


def _readings(text: str) -> Iterator[tuple[str, bool]]:
    """Yield each Chinese character's reading, and the letters and digits between them as they are."""
    from pypinyin import Style, lazy_pinyin  # noqa: PLC0415 - its dictionaries take a quarter second to load

    position = 0
    for reading in lazy_pinyin(text, style=Style.NORMAL, errors="default"):
        is_chinese = not text.startswith(reading, position)
        position += 1 if is_chinese else len(reading)
        yield "".join(character for character in reading.lower() if character.isalnum()), is_chinese
