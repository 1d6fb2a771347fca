"""Django's settings: safe as they stand, so that `check --deploy` has nothing to say."""

from __future__ import annotations

from csp.constants import NONE, SELF

from gongkai.web.site import environment
from gongkai.web.site.settings_signin import *  # noqa: F403 - one list of settings, cut in two by their subject

VAR = environment.VAR
SECRET_KEY = environment.secret_key()
DEBUG = False
ALLOWED_HOSTS = environment.HOSTS
ROOT_URLCONF = "gongkai.web.site.urls"
WSGI_APPLICATION = "gongkai.web.site.wsgi.application"
AUTH_USER_MODEL = "bodies.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": environment.database()}

INSTALLED_APPS = [
    "gongkai.web.shell",
    "gongkai.web.trail",
    "gongkai.web.sealing",
    "gongkai.web.files",
    "gongkai.web.bodies",
    "gongkai.web.notices",
    "gongkai.web.publication",
    "gongkai.web.portal",
    "gongkai.web.site",
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
    *SIGNIN_APPS,  # noqa: F405
]
MIDDLEWARE = [
    "gongkai.web.shell.middleware.HeadersMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.web.shell.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    *SIGNIN_MIDDLEWARE,  # noqa: F405
    "gongkai.web.bodies.middleware.RightsMiddleware",
    "gongkai.web.shell.middleware.RefusalMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gongkai.web.shell.context.shell",
            ],
        },
    }
]

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

SITE_NAME = environment.SITE_NAME
SITE_DOMAIN = environment.SITE_DOMAIN
SITE_ID_CODE = environment.SITE_ID_CODE
REACHABLE_HOSTS = environment.REACHABLE

STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},  # files go through gongkai.web.files alone
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# A file with a secrecy mark is refused before anything is written (law.md 10.3): uploads stay in memory, never in a
# temporary file, and what is larger than one file may be is refused while it arrives.
FILE_UPLOAD_HANDLERS = ["gongkai.web.files.uploads.MemoryOnlyUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
DATA_UPLOAD_MAX_NUMBER_FILES = 50

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

SECURE_SSL_REDIRECT = not environment.INSECURE
SECURE_REDIRECT_EXEMPT = [r"^-/"]  # who asks after the health stands beside the server, before any TLS
# Only where a proxy of ours stands before it is the header its word; else anybody could claim to have come by TLS.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUSTED_PROXIES else None  # noqa: F405
SECURE_HSTS_SECONDS = 0 if environment.INSECURE else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
SESSION_COOKIE_SECURE = not environment.INSECURE
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = not environment.INSECURE
CSRF_COOKIE_HTTPONLY = True
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"gongkai": {"level": "INFO"}},
}
