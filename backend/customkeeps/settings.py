"""Settings, read once from the environment (and `.env`). `.env.example` explains each name."""

import os
import re
from datetime import timedelta
from email.utils import formataddr
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from whitenoise.compress import Compressor

from customkeeps.admin_pages.theme import THEME
from customkeeps.emails.email_url import read_email_url
from customkeeps.storefront import policies
from customkeeps.storefront.caching import keep_built_files

BACKEND_DIR = Path(__file__).resolve().parent.parent
REPOSITORY_DIR = BACKEND_DIR.parent


class Env(environ.Env):
    """`NAME=` leaves a variable unset, as people mean it; only a list may be empty on purpose."""

    def get_value(self, var: str, cast: Any = None, default: Any = None, **options: Any) -> Any:
        if cast is not list and os.environ.get(var) == "":
            return default
        return super().get_value(var, cast=cast, default=default, **options)


env = Env()
for dotenv in (REPOSITORY_DIR / ".env", BACKEND_DIR / ".env"):
    if dotenv.is_file():
        env.read_env(dotenv)

# Where things live -----------------------------------------------------------------------------

# A relative one starts at the repository, wherever a command is started.
DATA_DIR = (REPOSITORY_DIR / env.str("DATA_DIR", default="var")).resolve()
DATA_DIR.mkdir(parents=True, exist_ok=True)
STOREFRONT_DIST = REPOSITORY_DIR / "frontend" / "dist"

# What kind of start this is --------------------------------------------------------------------

# `manage.py` with no key at all is somebody's first look at the code: development. Anything that
# serves (gunicorn, granian) or that has a key is production until told otherwise.
_first_look = env.str("STARTED_BY", default="") == "manage.py" and not env.str(
    "DJANGO_SECRET_KEY", default=""
)
DEMO = env.bool("DEMO", default=False)
DEBUG = env.bool("DEBUG", default=_first_look and not DEMO)


def _kept_secret_key() -> str:
    """A random key made once per data directory; only for demonstrations and development."""
    path = DATA_DIR / "secret_key"
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(handle, "w") as file:
        file.write(get_random_secret_key())
    return path.read_text()


SECRET_KEY = env.str("DJANGO_SECRET_KEY", default="") or (
    _kept_secret_key() if DEBUG or DEMO else ""
)
if not DEBUG and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5 or "insecure" in SECRET_KEY):
    raise ImproperlyConfigured(
        "DJANGO_SECRET_KEY is missing or weak: give at least 50 random characters "
        "(python -c 'import secrets; print(secrets.token_urlsafe(50))')."
    )
JWT_SIGNING_KEY = env.str("JWT_SIGNING_KEY", default="")
if JWT_SIGNING_KEY and (len(JWT_SIGNING_KEY) < 50 or len(set(JWT_SIGNING_KEY)) < 5):
    raise ImproperlyConfigured(
        "JWT_SIGNING_KEY is weak: give at least 50 random characters, or leave it out."
    )

# Addresses -------------------------------------------------------------------------------------

HOST = env.str("HOST", default="127.0.0.1")
PORT = env.int("PORT", default=8000)
PUBLIC_URL = env.str("PUBLIC_URL", default=f"http://{HOST}:{PORT}").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if DEBUG or DEMO else []
)
CORS_ALLOWED_ORIGINS = env.list(
    "CORS_ALLOWED_ORIGINS",
    default=["http://localhost:5173", "http://127.0.0.1:5173"] if DEBUG else [],
)
CORS_ALLOW_CREDENTIALS = True
CORS_URLS_REGEX = r"^/api/.*$"
CORS_EXPOSE_HEADERS = ["Link", "Retry-After"]
CORS_ALLOW_HEADERS = ["accept", "authorization", "content-type", "idempotency-key"]
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
# Where the staff's pages are: a path that nobody guesses keeps the noise of robots away.
ADMIN_PATH = env.str("ADMIN_PATH", default="admin").strip("/") + "/"
if not re.fullmatch(r"(?!(?:api|assets|dev|media|static)/)(?:[\w-]+/)+", ADMIN_PATH, re.ASCII):
    raise ImproperlyConfigured(
        "ADMIN_PATH is a path such as back-office or staff/door: letters, digits, - and _, not "
        "below api, assets, dev, media or static."
    )
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)
HTTPS = PUBLIC_URL.startswith("https://")
if HTTPS:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None
    SECURE_HSTS_SECONDS = 31_536_000
# What is in front of the shop sends http to https; other subdomains are not ours to promise for.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W008", "security.W021"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# Applications ----------------------------------------------------------------------------------

INSTALLED_APPS = [
    "unfold",
    "unfold.contrib.filters",
    "unfold.contrib.simple_history",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "corsheaders",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "simple_history",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "customkeeps.rest",
    "customkeeps.backups",
    "customkeeps.admin_pages",
    "customkeeps.accounts",
    "customkeeps.catalog",
    "customkeeps.coupons",
    "customkeeps.designs",
    "customkeeps.cart",
    "customkeeps.orders",
    "customkeeps.payments",
    "customkeeps.emails",
    "customkeeps.production",
    "customkeeps.checkout",
    "customkeeps.customers",
    "customkeeps.backoffice",
    "customkeeps.staff",
    "customkeeps.storefront",
    "customkeeps.demo",
    "customkeeps.worker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "customkeeps.rest.health.HealthMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "customkeeps.rest.middleware.GzipTextMiddleware",
    "customkeeps.rest.middleware.ApiErrorMiddleware",
    "customkeeps.rest.policies.BrowserPoliciesMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "customkeeps.staff.middleware.StaffDoorMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
]

ROOT_URLCONF = "customkeeps.urls"
WSGI_APPLICATION = "customkeeps.wsgi.application"
APPEND_SLASH = False
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Database --------------------------------------------------------------------------------------

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{DATA_DIR}/db.sqlite3")}
DATABASES["default"]["ATOMIC_REQUESTS"] = False
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # Writers queue for the lock when they begin, so that none fails half-way through.
    DATABASES["default"] |= {"ENGINE": "customkeeps.patient_sqlite3", "CONN_MAX_AGE": 60}
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    DATABASES["default"].update(CONN_MAX_AGE=60, CONN_HEALTH_CHECKS=True)
    # A database that has vanished is noticed before the API's 12 seconds are over.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        "tcp_user_timeout": 8000,
        **DATABASES["default"].get("OPTIONS", {}),
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# People ----------------------------------------------------------------------------------------

AUTH_USER_MODEL = "accounts.User"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
# How long the link of a forgotten password is good, in seconds.
PASSWORD_RESET_TIMEOUT = 3600
SIMPLE_JWT = {
    "ACCESS_TOKEN_LIFETIME": timedelta(hours=24),
    "REFRESH_TOKEN_LIFETIME": timedelta(days=7),
    "ALGORITHM": "HS256",
    # Tokens have a key of their own: it can be changed without ending admin sessions and links.
    "SIGNING_KEY": JWT_SIGNING_KEY or sha256(f"jwt:{SECRET_KEY}".encode()).hexdigest(),
    "ISSUER": "customkeeps",
    "AUDIENCE": "customkeeps",
}
SESSION_ACCESS_LIFETIME = timedelta(minutes=10)
SESSION_REFRESH_LIFETIME = timedelta(days=7)

# The API ---------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["customkeeps.accounts.authentication.BearerAuthentication"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["customkeeps.rest.every_request.EveryRequest"],
    "DEFAULT_PARSER_CLASSES": ["customkeeps.rest.parsers.StrictJSONParser"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "customkeeps.rest.schema.ShopSchema",
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "customkeeps.rest.negotiation.JSONAnyway",
    "EXCEPTION_HANDLER": "customkeeps.rest.errors.handle_exception",
    "URL_FORMAT_OVERRIDE": None,
    "UNAUTHENTICATED_USER": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "CustomKeeps",
    "DESCRIPTION": "Personalised merchandise without minimum quantities.",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": False,
    "ENUM_NAME_OVERRIDES": {
        "OrderStatus": "customkeeps.orders.models.Status",
        "CouponKind": "customkeeps.coupons.models.Kind",
    },
}
KIB, MIB = 1024, 1024 * 1024
MAX_BODY_BYTES = 64 * KIB
MAX_DESIGN_BODY_BYTES = 15 * MIB // 2
MAX_WEBHOOK_BYTES = 256 * KIB
MAX_PICTURE_BYTES = 5 * MIB
# Django's own limit must not answer before ours does, in the contract's shape.
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * MIB
RATE_LIMIT_SCALE = env.float("RATE_LIMIT_SCALE", default=1.0)
REDIS_URL = env.str("REDIS_URL", default="")
if REDIS_URL and not REDIS_URL.startswith(("redis://", "rediss://", "unix://")):
    raise ImproperlyConfigured("REDIS_URL begins with redis://, rediss:// or unix://.")

# The shop --------------------------------------------------------------------------------------

SHOP_NAME = env.str("SHOP_NAME", default="CustomKeeps")
CURRENCY = "PHP"
CATALOGUE_PUBLIC = env.bool("CATALOGUE_PUBLIC", default=True)
LOW_STOCK = 10
HOLD_TO_PAY_MS = 1500
RECONCILE_SECONDS = env.float("RECONCILE_SECONDS", default=60.0)
STOCK_HOLD_MINUTES = env.float("STOCK_HOLD_MINUTES", default=15.0)
# What one person may keep here, and how long what nobody has put in a cart or ordered is kept.
PICTURES_PER_SHOPPER = env.int("PICTURES_PER_SHOPPER", default=500)
PICTURE_MIB_PER_SHOPPER = env.int("PICTURE_MIB_PER_SHOPPER", default=200)
PICTURES_PER_GUEST = env.int("PICTURES_PER_GUEST", default=50)
PICTURE_MIB_PER_GUEST = env.int("PICTURE_MIB_PER_GUEST", default=50)
UNUSED_PICTURE_DAYS = env.int("UNUSED_PICTURE_DAYS", default=30)

# Payments --------------------------------------------------------------------------------------

SANDBOX_PORT = env.int("SANDBOX_PORT", default=8420)
_sandbox = f"http://127.0.0.1:{SANDBOX_PORT}"
STRIPE_SECRET_KEY = env.str("STRIPE_SECRET_KEY", default="")
USES_SANDBOX = not STRIPE_SECRET_KEY and (DEBUG or DEMO)
if USES_SANDBOX:
    STRIPE_SECRET_KEY = "sk_test_sandbox"  # noqa: S105 (the sandbox takes any test key)
STRIPE_PUBLISHABLE_KEY = env.str(
    "STRIPE_PUBLISHABLE_KEY", default="pk_test_sandbox" if USES_SANDBOX else ""
)
STRIPE_WEBHOOK_SECRET = env.str(
    "STRIPE_WEBHOOK_SECRET",
    default=f"whsec_{sha256(f'webhook:{SECRET_KEY}'.encode()).hexdigest()}" if USES_SANDBOX else "",
)
STRIPE_API_BASE = env.str("STRIPE_API_BASE", default=_sandbox if USES_SANDBOX else "")
STRIPE_JS_URL = env.str("STRIPE_JS_URL", default=f"{_sandbox}/stripe.js" if USES_SANDBOX else "")
if STRIPE_API_BASE or STRIPE_JS_URL:
    _test_keys = STRIPE_SECRET_KEY.startswith("sk_test_") and STRIPE_PUBLISHABLE_KEY.startswith(
        "pk_test_"
    )
    if not (DEBUG or DEMO) or not _test_keys:
        raise ImproperlyConfigured(
            "STRIPE_API_BASE and STRIPE_JS_URL replace Stripe itself: allowed only with test keys, "
            "and with DEMO or DEBUG."
        )
STRIPE_TEST_KEYS = ("sk_test_", "rk_test_")
if DEMO and not STRIPE_SECRET_KEY.startswith(STRIPE_TEST_KEYS):
    raise ImproperlyConfigured(
        "The orders of a DEMO are paid with a test card: set STRIPE_SECRET_KEY to a test key, or "
        "leave it out for the payments sandbox."
    )

# E-mail ----------------------------------------------------------------------------------------

_host = urlsplit(PUBLIC_URL).hostname
_mail_domain = "localhost" if _host in ("127.0.0.1", "::1") else _host
globals().update(
    read_email_url(env.str("EMAIL_URL", default=""), only_mailbox=DEBUG or DEMO),
)
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default=formataddr((SHOP_NAME, f"shop@{_mail_domain}"))
)
STAFF_EMAIL = env.str("STAFF_EMAIL", default=f"staff@{_mail_domain}" if DEBUG or DEMO else "")

# Language, time, files -------------------------------------------------------------------------

LANGUAGE_CODE = "en"
TIME_ZONE = "Asia/Manila"
USE_I18N = True
FORMAT_MODULE_PATH = "customkeeps.formats"
USE_TZ = True
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ROOT = STOREFRONT_DIST if STOREFRONT_DIST.is_dir() else None
WHITENOISE_INDEX_FILE = False
WHITENOISE_ADD_HEADERS_FUNCTION = keep_built_files
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    # Private: designs are read through signed links only.
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(DATA_DIR / "private"), "base_url": None},
    },
    # Public: product pictures, named by their content.
    "public": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(MEDIA_ROOT), "base_url": MEDIA_URL},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "customkeeps.storefront.static_files.CollectedStaticFiles"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Until `collectstatic` has run, static files are served from where the packages have them.
WHITENOISE_USE_FINDERS = not (STATIC_ROOT / "staticfiles.json").is_file()
# Source maps are most of the bytes, and only developers' tools read them.
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = (*Compressor.SKIP_COMPRESS_EXTENSIONS, "map")

# Headers ---------------------------------------------------------------------------------------

X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
PERMISSIONS_POLICY = policies.PERMISSIONS
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": policies.storefront(
        policies.stripe_hosts(STRIPE_JS_URL, STRIPE_API_BASE),
        trusted_types=env.bool("TRUSTED_TYPES", default=True),
    ),
}
CSP_BY_PREFIX = {
    f"/{ADMIN_PATH}": policies.staff_pages(),
    "/api/": policies.answers(),
    "/api/docs/": policies.api_docs(),
    "/dev/mail/": policies.mailbox(),
}

# The staff's admin -----------------------------------------------------------------------------

# A password alone opens the staff's pages only where nothing is at stake.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not (DEBUG or DEMO))
STAFF_IDLE_MINUTES = env.float("STAFF_IDLE_MINUTES", default=30.0)
STAFF_LOGIN_HOURS = 12
SESSION_COOKIE_AGE = STAFF_LOGIN_HOURS * 3600
OTP_TOTP_ISSUER = SHOP_NAME
# The shop counts wrong codes itself, as it counts all it limits.
OTP_TOTP_THROTTLE_FACTOR = OTP_STATIC_THROTTLE_FACTOR = 0
UNFOLD = {
    **THEME,
    "SITE_TITLE": SHOP_NAME,
    "SITE_HEADER": SHOP_NAME,
    "LOGIN": {"form": "customkeeps.accounts.forms.StaffLoginForm"},
    "DASHBOARD_CALLBACK": "customkeeps.backoffice.dashboard.fill",
    "SIDEBAR": {"navigation": "customkeeps.backoffice.sidebar.navigation"},
}

# Logs ------------------------------------------------------------------------------------------

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "()": "customkeeps.rest.logs.WithoutAddresses",
            "fmt": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.request": {"level": "ERROR"},
        "stripe": {"level": "WARNING"},
    },
}
