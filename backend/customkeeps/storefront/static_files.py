"""Django's and the admin's static files."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class CollectedStaticFiles(CompressedManifestStaticFilesStorage):
    """Names with hashes once `collectstatic` has run. Before, plain names that are served as well.

    So a first `gunicorn customkeeps.wsgi` has a whole admin; Django's own class answers 500 there.
    """

    def stored_name(self, name: str) -> str:
        return super().stored_name(name) if self.hashed_files else name
