"""What an account signs in with beside its password, as allauth keeps it: read and written here only."""

from collections.abc import Sequence

from allauth.mfa.models import Authenticator


def a_un_double_facteur(compte: int | None) -> bool:
    """Say whether an account (its key; None: nobody's) gives a code after its password."""
    return bool(Authenticator.objects.filter(user_id=compte, type=Authenticator.Type.TOTP).exists())


def codes_de_secours_de(compte: int | None) -> list[str] | None:
    """Codes that an account (its key) has not used yet; None when it never had any."""
    codes = Authenticator.objects.filter(user_id=compte, type=Authenticator.Type.RECOVERY_CODES).first()
    return None if codes is None else list(codes.wrap().get_unused_codes())  # type: ignore[no-untyped-call]


def moyens_tenus() -> list[Authenticator]:
    """All of them, locked until the transaction ends."""
    return list(Authenticator.objects.select_for_update().order_by("pk"))


def garder_les_secrets(moyens: Sequence[Authenticator]) -> None:
    """Write the data of these again."""
    Authenticator.objects.bulk_update(moyens, ["data"], batch_size=500)
