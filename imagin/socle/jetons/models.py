"""Keys, and what serves once."""

from django.db import models
from django.db.models import F, Q

from imagin.socle.temps import instants_bornes, maintenant


class CleSignature(models.Model):
    """A private key of this instance, ciphered, known by its thumbprint (RFC 7638).

    Published as soon as it exists, so that partners have read it when it begins to sign, and until `expire_le`.
    """

    kid = models.CharField("empreinte", max_length=43, unique=True)
    privee = models.TextField("clé privée chiffrée")
    creee_le = models.DateTimeField("créée le", default=maintenant)
    signe_des = models.DateTimeField("signe à partir du")
    expire_le = models.DateTimeField("publiée jusqu'au", null=True, blank=True)

    class Meta:
        verbose_name = "clé de signature"
        constraints = [
            models.CheckConstraint(name="cle_signature_bornee", condition=instants_bornes("signe_des", "expire_le")),
            models.CheckConstraint(
                name="cle_signature_ordre", condition=Q(expire_le__isnull=True) | Q(expire_le__gt=F("signe_des"))
            ),
        ]

    def __str__(self) -> str:
        return self.kid


class Unique(models.Model):
    """What serves once: an authorization code (its hash, and what it stands for), a token's identifier once seen."""

    usage = models.CharField("usage", max_length=12)
    condense = models.CharField("SHA-256", max_length=64)
    donnees = models.JSONField("données", default=dict)
    expire_le = models.DateTimeField("expire le", db_index=True)

    class Meta:
        verbose_name = "jeton à usage unique"
        constraints = [models.UniqueConstraint(fields=["usage", "condense"], name="jeton_unique")]

    def __str__(self) -> str:
        return f"{self.usage} {self.condense[:8]}"
