"""Django settings. Everything that differs from one académie or machine to another comes from the environment."""

import os
from pathlib import Path

import pghistory
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from imagin.config.ecrans import ECRANS
from imagin.config.environnement import (
    RACINE,
    lire_anciens_secrets,
    lire_base,
    lire_booleen,
    lire_fuseau,
    lire_guichet,
    lire_liste,
    lire_mandataires,
    lire_parmi,
    lire_reglage,
    lire_reglage_entier,
    lire_reseaux,
    lire_secret,
    lire_serveur,
    lire_url,
)

DEBUG = False
PRODUCTION = not lire_booleen("IMAGIN_DEMO")
SECRET_KEY = lire_secret("IMAGIN_SECRET", exige=PRODUCTION)
SECRET_KEY_FALLBACKS = lire_anciens_secrets("IMAGIN_SECRET_ANCIENS")
SECURE = lire_booleen("IMAGIN_HTTPS", PRODUCTION)
if not SECURE:
    os.environ.setdefault("AUTHLIB_INSECURE_TRANSPORT", "1")  # our provider refuses http otherwise
ALLOWED_HOSTS = lire_liste("IMAGIN_HOTES") or ["localhost", "127.0.0.1"]
CSRF_TRUSTED_ORIGINS = lire_liste("IMAGIN_ORIGINES")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.postgres",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "csp",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "imagin.socle.texte",
    "imagin.socle.acces",
    "imagin.socle.ui",
    "imagin.socle.listes",
    "imagin.socle.documents",
    "imagin.socle.console",
    "imagin.socle.envois",
    "imagin.socle.imports",
    "imagin.socle.jetons",
    "imagin.domaine.referentiel",
    "imagin.domaine.acces",
    "imagin.domaine.doutes",
    "imagin.domaine.personnes",
    "imagin.domaine.disponibilites",
    "imagin.domaine.competences",
    "imagin.domaine.federation",
    "imagin.domaine.missions",
    "imagin.domaine.convocations",
    "imagin.domaine.frais",
    "imagin.domaine.services_faits",
    "imagin.domaine.indemnites",
    "imagin.domaine.revisions",
    "imagin.presentation",
    "imagin.echanges",
    *(ecrans.paquet for ecrans in ECRANS),
    # Below ours, whose templates come first.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "django.forms",
    # Last: it wires the rooms together.
    "imagin.config.apps.ConfigurationConfig",
]

MIDDLEWARE = [
    "imagin.socle.acces.mandataires.provenance",
    "imagin.socle.acces.entetes.proteger",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "imagin.socle.ui.compression.Compression",
    "csp.middleware.CSPMiddleware",
    "imagin.socle.acces.lisible.SansNul",
    "imagin.config.maintenance.maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "imagin.socle.acces.session.Inactivite",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "imagin.socle.acces.middleware.lecture_seule",
    "imagin.socle.listes.memoire.retour_a_la_liste",
    "imagin.config.refus.RefusEnConsole",
    "imagin.config.perimetre.DansUnPerimetre",
    "imagin.config.portail.ParLePortail",
    "imagin.config.question.QuestionSansScript",
    "imagin.socle.traces.middleware.acteur",
]

FORM_RENDERER = "imagin.socle.ui.formulaires.Rendu"
ROOT_URLCONF = "imagin.config.urls"
WSGI_APPLICATION = "imagin.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["django.templatetags.static", "imagin.socle.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "imagin.config.cadre.cadre",
                "imagin.socle.ui.volet.gabarit_cadre",
            ],
        },
    },
    # Mails are plain text: imagin.presentation.courriels.redaction.
    {
        "NAME": "courriels",
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"autoescape": False},
    },
]

DATABASES = {"default": {**lire_base("IMAGIN_BASE"), "CONN_MAX_AGE": 300, "CONN_HEALTH_CHECKS": True}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "socle_cache",
        # Counts of attempts above all: a cache that overflows would forget them.
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

# -- Sign-in -----------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "acces.Compte"
# Not allauth's own, which ignores the case of identifiers.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "imagin.socle.acces.mots_de_passe.MotDePasseCnil"}]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # at most, says the CNIL (délibération 2022-100)
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "connexion:choix"
LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "identifiant"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "mel"
ACCOUNT_PRESERVE_USERNAME_CASING = True
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "imagin.activites.connexion.adaptateur.AdaptateurCompte"
ACCOUNT_FORMS = {
    "login": "imagin.activites.connexion.forms.ConnexionForm",
    "reset_password": "imagin.activites.connexion.forms.OubliForm",
    "reset_password_from_key": "imagin.activites.connexion.forms.NouveauMotDePasseForm",
    "change_password": "imagin.activites.connexion.forms.ChangementForm",
    "reauthenticate": "imagin.activites.connexion.forms.VerificationForm",
}
# Django's, not allauth's: a school's address may serve several accounts, and looking at a link writes nothing.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Sized for a June morning of 500 schools, perhaps all behind one address; see activites.connexion.essais.
ACCOUNT_RATE_LIMITS = {
    "login": "",  # counted by essais, which knows the browser
    "essais_adresse": "600/m/ip",
    "echecs_adresse": "600/300s/ip",
    "echecs_ici": "5/300s/key",
    "echecs_navigateur": "5/300s/key",
    "echecs_compte": "30/3600s/key",
    "login_failed": "5/300s/key",  # codes of a second factor, after the right password
    "reset_password": "300/m/ip,5/900s/key",
    "reset_password_from_key": "600/m/ip",
}
# A second factor, for who wants one. One step of tolerance: telephones are some seconds off.
MFA_ADAPTER = "imagin.activites.connexion.adaptateur.AdaptateurDoubleAuthentification"
MFA_FORMS = {
    "authenticate": "imagin.activites.connexion.forms.CodeForm",
    "reauthenticate": "imagin.activites.connexion.forms.CodeDeVerificationForm",
    "activate_totp": "imagin.activites.connexion.forms.ActivationForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True  # addresses are given by the administrateur
MFA_TOTP_ISSUER = "IMAG'IN"
MFA_TOTP_TOLERANCE = 1
# Single sign-on, off unless configured (docs/identite.md): a guichet that speaks OpenID Connect; a portal that is a
# proxy and says by headers who one is, believed from its addresses only.
SOCIALACCOUNT_ADAPTER = "imagin.activites.connexion.guichet.Accueil"
IMAGIN_GUICHET = lire_guichet()
IMAGIN_MANDATAIRE_ADRESSES = lire_reseaux("IMAGIN_MANDATAIRE_ADRESSES")
IMAGIN_MANDATAIRE_TEMOIN = lire_reglage("IMAGIN_MANDATAIRE_TEMOIN", "")
IMAGIN_CORRESPONDANCE = lire_reglage("IMAGIN_CORRESPONDANCE", "")
IMAGIN_IDENTITE_DU_GUICHET = "imagin.echanges.identite.identites.identite_du_guichet"
# 30 minutes without activity; socle.acces.session writes the last activity at most once a minute. 12 hours in all.
SESSION_COOKIE_AGE = 30 * 60
IMAGIN_DUREE_MAXIMALE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# « __Host- »: no other machine of the domain can lay such a cookie; browsers ask for HTTPS then.
_PREFIXE = "__Host-" if SECURE else ""
SESSION_COOKIE_NAME = f"{_PREFIXE}imagin_session"
CSRF_COOKIE_NAME = f"{_PREFIXE}imagin_csrf"
IMAGIN_TEMOIN_NAVIGATEUR = f"{_PREFIXE}imagin_navigateur"
CSRF_FAILURE_VIEW = "imagin.config.jeton.jeton_refuse"

# -- History ----------------------------------------------------------------------------------------------------------
# History is looked up by its object and its context: indexes on each tracked foreign key would double mass changes.
PGHISTORY_FOREIGN_KEY_FIELD = pghistory.ForeignKey(db_index=False)
PGHISTORY_OBJ_FIELD = pghistory.ObjForeignKey(db_index=True)
PGHISTORY_CONTEXT_FIELD = pghistory.ContextForeignKey(db_index=True)

# -- Transport and content security -----------------------------------------------------------------------------------
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
# A constat of 2,000 people without scripts sends five fields for each; the size of a request stays limited.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 12_000
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 31_536_000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "same-origin"
# Proxies whose X-Forwarded-… are believed; the portal's are.
IMAGIN_MANDATAIRE_UNIX, IMAGIN_MANDATAIRES = lire_mandataires("IMAGIN_MANDATAIRES")
IMAGIN_MANDATAIRES += IMAGIN_MANDATAIRE_ADRESSES
if lire_booleen("IMAGIN_MANDATAIRE_HTTPS"):
    if not (IMAGIN_MANDATAIRE_UNIX or IMAGIN_MANDATAIRES):
        raise ImproperlyConfigured(
            "IMAGIN_MANDATAIRE_HTTPS=oui croit un mandataire que IMAGIN_MANDATAIRES ne nomme pas : donnez son "
            "adresse, ou « unix »."
        )
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "media-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "manifest-src": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# -- Language and time ------------------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
TIME_ZONE = lire_fuseau("IMAGIN_FUSEAU", "Europe/Paris")
USE_I18N = USE_TZ = True
FORMAT_MODULE_PATH = "imagin.config.formats"

# -- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [("guide/captures", RACINE / "docs" / "guide" / "captures")]
STATIC_ROOT = Path(lire_reglage("IMAGIN_STATIQUES", str(RACINE / "var" / "statiques")))
STORAGES = {"staticfiles": {"BACKEND": "imagin.socle.ui.statiques.Statiques"}}

# -- Mail -------------------------------------------------------------------------------------------------------------
EMAIL_HOST, EMAIL_PORT = lire_serveur("IMAGIN_SMTP", "localhost", 25)
EMAIL_HOST_USER = lire_reglage("IMAGIN_SMTP_COMPTE", "")
EMAIL_HOST_PASSWORD = lire_reglage("IMAGIN_SMTP_MOT_DE_PASSE", "")
EMAIL_USE_TLS = lire_booleen("IMAGIN_SMTP_STARTTLS")
EMAIL_TIMEOUT = 30
IMAGIN_EXPEDITEUR = lire_reglage("IMAGIN_EXPEDITEUR", "IMAG'IN <ne-pas-repondre@imagin.invalid>")

# -- IMAG'IN ----------------------------------------------------------------------------------------------------------
IMAGIN_PORTE = "imagin.config.porte.refus"
IMAGIN_SAISIE_CONSERVEE = "connexion:saisie"
# Tables that a GET may write to, beside session, console and rate limits: who is present, who was refused.
IMAGIN_ECRITES_EN_LECTURE = {"acces_connexion", "acces_evenementsecurite"}
# Where mails that no screen asked for send people to.
IMAGIN_ADRESSE = lire_url("IMAGIN_ADRESSE", f"{'https' if SECURE else 'http'}://{ALLOWED_HOSTS[0]}")
IMAGIN_LETTRE = "imagin.presentation.documents.convocation.composition.composer_lettres"
IMAGIN_ACADEMIE = lire_reglage("IMAGIN_ACADEMIE", "16")
# How the other académies know this instance (« siec »), and what its banner says when that is not « ACADEMIE DE … ».
IMAGIN_INSTANCE = lire_reglage("IMAGIN_INSTANCE", IMAGIN_ACADEMIE)
IMAGIN_INTITULE = lire_reglage("IMAGIN_INTITULE", "")
# What screens ask of the network, by name.
IMAGIN_FOURNISSEUR = "imagin.echanges.federation.fournisseur.autoriser"
IMAGIN_ECHANGE_D_UN_CODE = "imagin.echanges.federation.client.echanger_un_code"
IMAGIN_RECHERCHE_AILLEURS = "imagin.echanges.federation.recherche.chercher_ailleurs"
IMAGIN_EPREUVE_PARTENAIRE = "imagin.echanges.federation.epreuve.eprouver"
IMAGIN_LECTURE_CLES = "imagin.echanges.federation.epreuve.lire_cles"
# Days after which what no longer serves is deleted, each night (docs/exploitation.md).
IMAGIN_CONSERVATION_CONNEXIONS = lire_reglage_entier("IMAGIN_CONSERVATION_CONNEXIONS", 365, au_moins=1)
IMAGIN_CONSERVATION_JOURNAL = lire_reglage_entier("IMAGIN_CONSERVATION_JOURNAL", 365, au_moins=1)
IMAGIN_CONSERVATION_ENVOIS = lire_reglage_entier("IMAGIN_CONSERVATION_ENVOIS", 730, au_moins=1)
IMAGIN_CONSERVATION_IMPORTS = lire_reglage_entier("IMAGIN_CONSERVATION_IMPORTS", 365, au_moins=1)
# Where the people summoned to correct or scan are handed over; empty: switched off, what is due waits.
IMAGIN_SANTORIN = lire_reglage("IMAGIN_SANTORIN", "")
IMAGIN_SANTORIN_SECRET = lire_reglage("IMAGIN_SANTORIN_SECRET", "")
IMAGIN_SANTORIN_CLE = lire_reglage("IMAGIN_SANTORIN_CLE", "")
IMAGIN_SANTORIN_HOTES = lire_reglage("IMAGIN_SANTORIN_HOTES", "")
IMAGIN_SANTORIN_AUTORITE = lire_reglage("IMAGIN_SANTORIN_AUTORITE", "")
IMAGIN_MAINTENANCE = lire_booleen("IMAGIN_MAINTENANCE")
IMAGIN_ACCESSIBILITE = RACINE / "docs" / "accessibilite"
# What the legal pages say; left empty, they say that this instance has not filled it.
IMAGIN_MENTIONS = {
    "editeur": lire_reglage("IMAGIN_EDITEUR", ""),
    "directeur": lire_reglage("IMAGIN_DIRECTEUR", ""),
    "hebergeur": lire_reglage("IMAGIN_HEBERGEUR", ""),
    "contact": lire_reglage("IMAGIN_CONTACT", ""),
    "dpo": lire_reglage("IMAGIN_DPO", ""),
}
IMAGIN_SECURITE_CONTACT = lire_reglage("IMAGIN_SECURITE_CONTACT", "")  # « mailto:… » or « https://… »: security.txt
IMAGIN_DOCUMENTS = [
    RACINE / "imagin" / "presentation" / "documents",
    RACINE / "imagin" / "socle" / "documents" / "modeles",
    RACINE / "docs",  # the document « guide » lies with its chapters and screenshots
]

NIVEAUX = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"sans_secret": {"()": "imagin.socle.acces.journaux.SansSecret"}},
    "formatters": {"ligne": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}, "nue": {}},
    "handlers": {
        "sortie": {"class": "logging.StreamHandler", "formatter": "ligne", "filters": ["sans_secret"]},
        "json": {"class": "logging.StreamHandler", "formatter": "nue"},
    },
    "root": {"handlers": ["sortie"], "level": lire_parmi("IMAGIN_JOURNAL", NIVEAUX, "INFO", " ou ".join(NIVEAUX))},
    "loggers": {
        # One JSON object a line, whatever the level of the rest: what watches the server reads it.
        "imagin.securite": {"handlers": ["json"], "level": "INFO", "propagate": False},
        **{nom: {"level": "WARNING"} for nom in ("procrastinate", "paramiko", "urllib3")},
    },
}
