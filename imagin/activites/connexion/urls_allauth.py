"""URLs that allauth knows by these names: sign-in, passwords, second factor."""

from allauth.account import views as allauth
from allauth.mfa.base import views as double
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp

from imagin.activites.connexion.views import compte, identification
from imagin.socle.acces.routes import publique

OUBLI = "one's password is forgotten"
ECRAN = ("GET", "POST")
SIEN = "one's own account, whatever the service; signed in"

urlpatterns = [
    publique(
        "connexion/",
        identification.Identification.as_view(),
        "account_login",
        raison="one signs in here",
        methodes=ECRAN,
    ),
    publique(
        "connexion/code/", double.authenticate, "mfa_authenticate", raison="second step of sign-in", methodes=ECRAN
    ),
    publique("deconnexion/", allauth.logout, "account_logout", raison="one signs out here; POST only", methodes=ECRAN),
    publique("mot-de-passe/oubli/", allauth.password_reset, "account_reset_password", raison=OUBLI, methodes=ECRAN),
    publique("mot-de-passe/envoye/", allauth.password_reset_done, "account_reset_password_done", raison=OUBLI),
    publique(
        "mot-de-passe/choisir/<str:uidb36>/<str:key>/",
        identification.ChoixDuMotDePasse.as_view(),
        "account_reset_password_from_key",
        raison=OUBLI,
        methodes=ECRAN,
    ),
    publique(
        "mot-de-passe/choisi/",
        allauth.password_reset_from_key_done,
        "account_reset_password_from_key_done",
        raison=OUBLI,
    ),
    publique("mon-compte/", compte.compte, "mfa_index", raison=SIEN),
    publique(
        "mon-compte/mot-de-passe/",
        identification.changer_mot_de_passe,
        "account_change_password",
        raison=SIEN,
        methodes=ECRAN,
    ),
    publique("mon-compte/verification/", allauth.reauthenticate, "account_reauthenticate", raison=SIEN, methodes=ECRAN),
    publique("mon-compte/verification/code/", double.reauthenticate, "mfa_reauthenticate", raison=SIEN, methodes=ECRAN),
    publique("mon-compte/double/activer/", totp.activate_totp, "mfa_activate_totp", raison=SIEN, methodes=ECRAN),
    publique("mon-compte/double/retirer/", totp.deactivate_totp, "mfa_deactivate_totp", raison=SIEN, methodes=ECRAN),
    publique("mon-compte/double/codes/", compte.codes_de_secours, "mfa_view_recovery_codes", raison=SIEN),
    publique(
        "mon-compte/double/codes/nouveaux/",
        codes.generate_recovery_codes,
        "mfa_generate_recovery_codes",
        raison=SIEN,
        methodes=ECRAN,
    ),
]
