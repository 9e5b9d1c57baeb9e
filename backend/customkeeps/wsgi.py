"""The WSGI application that granian, gunicorn and Render serve."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "customkeeps.settings")

application = get_wsgi_application()
