"""One upload of the corpus, and how uploads are named and collected."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

# In whatever a picture hides; nowhere in what is stored.
CANARY = b"hidden-canary-5d1c"


@dataclass(frozen=True, slots=True)
class Upload:
    """`kept`: whether it must be taken (True), must be refused (False), or either.

    `data` is what comes as a file of the `declared` type; `url` stands for it where the address
    itself is the attack. `heavy` ones take a second or more of processor.
    """

    name: str
    data: bytes = b""
    declared: str = "png"
    kept: bool | None = None
    heavy: bool = False
    url: str = field(default="")

    @property
    def address(self) -> str:
        encoded = base64.b64encode(self.data).decode()
        return self.url or f"data:image/{self.declared};base64,{encoded}"


Family = Callable[[], Iterator[Upload]]
