"""The unified social credit code of an organisation (统一社会信用代码, GB 32100-2015)."""

_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_MODULUS = 31
_LENGTH = 18


def is_credit_code(text: str) -> bool:
    """Return whether the text is a code with the right check character (weights are powers of 3 modulo 31)."""
    if len(text) != _LENGTH or any(character not in _CHARACTERS for character in text):
        return False
    weighted = sum(_CHARACTERS.index(character) * pow(3, place, _MODULUS) for place, character in enumerate(text[:-1]))
    return _CHARACTERS[-weighted % _MODULUS] == text[-1]
