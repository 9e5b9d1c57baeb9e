"""What the log is spared."""

import logging
import re

# Mail servers, and errors of all kinds, repeat addresses in what they say.
ADDRESS = re.compile(r"[^\s<>\"'(){}\[\],;:=|]+@[^\s<>\"'(){}\[\],;:=|]+")


class WithoutAddresses(logging.Formatter):
    """Log lines name nobody by an e-mail address, whoever wrote them, in their traces too."""

    def format(self, record: logging.LogRecord) -> str:
        return ADDRESS.sub("(an address)", super().format(record))
