"""Which characters are drawn by nothing, and what stands in for those that faces often lack."""

# Controls, and what Unicode calls default ignorables: joiners, marks of direction, variants.
_IGNORED = (
    (0x00, 0x1F),
    (0x7F, 0x9F),
    (0xAD, 0xAD),
    (0x34F, 0x34F),
    (0x61C, 0x61C),
    (0x115F, 0x1160),
    (0x17B4, 0x17B5),
    (0x180B, 0x180F),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x206F),
    (0x3164, 0x3164),
    (0xFE00, 0xFE0F),
    (0xFEFF, 0xFEFF),
    (0xFFA0, 0xFFA0),
    (0xFFF0, 0xFFF8),
    (0xE0000, 0xE0FFF),
)
_SPACE, _HYPHEN = 0x20, 0x2D
_SPACES = (0xA0, 0x1680, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000)
# Spaces of other widths become the plain one, hyphens the one of the keyboard.
STAND_INS = {**dict.fromkeys(_SPACES, _SPACE), 0x2010: _HYPHEN, 0x2011: _HYPHEN}


def is_ignored(code: int) -> bool:
    return any(first <= code <= last for first, last in _IGNORED)
