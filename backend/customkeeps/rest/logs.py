"""What the log is spared."""

import logging
import re

AROUND = r"\s<>\"'(){}\[\],;:=|"
# Mail servers, and errors of all kinds, repeat addresses in what they say. Looked for at the
# beginnings of words only: a path of many letters would be looked through once for each of them.
ADDRESS = re.compile(rf"(?<![^{AROUND}@])[^{AROUND}@]++@[^{AROUND}]+")


class WithoutAddresses(logging.Formatter):
    """Log lines name nobody by an e-mail address, whoever wrote them, in their traces too."""

    def format(self, record: logging.LogRecord) -> str:
        return ADDRESS.sub("(an address)", super().format(record))
