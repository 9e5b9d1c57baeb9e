class RenderingError(Exception):
    """A design could not be drawn for print; the message says what happened, for staff."""
