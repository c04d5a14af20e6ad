"""The rows of the outbox."""

from typing import Any, TypedDict

from django.db import models
from django.db.models import Q

from imagin.socle.envois.enums import A_EXAMINER, EtatEnvoi
from imagin.socle.temps import maintenant

LONGUEUR_ADRESSE = 400
LONGUEUR_SUJET = 250


class Piece(TypedDict):
    """An attachment, rendered when the mail leaves: the document's name, its data (JSON values), the file's name."""

    document: str
    donnees: dict[str, Any]
    nom: str


class Envoi(models.Model):
    """One thing to send, once, in its turn among those of the same `cle` on the same `canal`.

    `objet_type` and `objet_id` say what it is about without the outbox knowing more of the domain; `pieces` holds what
    the attachments are rendered from, so that a row is a few kilobytes and the letter the one that was decided.
    """

    canal = models.CharField("canal", max_length=20)
    cle = models.CharField("clé d'ordre", max_length=80)
    objet_type = models.CharField("type de l'objet", max_length=40, blank=True)
    objet_id = models.BigIntegerField("numéro de l'objet", null=True)
    destinataire = models.CharField("destinataire", max_length=LONGUEUR_ADRESSE)
    copie = models.CharField("copie", max_length=LONGUEUR_ADRESSE, blank=True)
    repondre_a = models.CharField("répondre à", max_length=LONGUEUR_ADRESSE, blank=True)
    sujet = models.CharField("sujet", max_length=LONGUEUR_SUJET)
    corps = models.TextField("corps")
    pieces = models.JSONField("pièces jointes", default=list)
    message_id = models.CharField("identifiant du message", max_length=200, unique=True)
    etat = models.CharField("état", max_length=10, choices=EtatEnvoi, default=EtatEnvoi.A_ENVOYER)
    tentatives = models.PositiveIntegerField("tentatives", default=0)
    prochaine_tentative = models.DateTimeField("prochaine tentative", default=maintenant)
    derniere_erreur = models.TextField("dernière erreur", blank=True)
    cree_le = models.DateTimeField("créé le", default=maintenant)
    cree_par = models.CharField("créé par", max_length=120, blank=True)
    envoye_le = models.DateTimeField("envoyé le", null=True)

    class Meta:
        verbose_name = "envoi"
        constraints = [
            models.CheckConstraint(name="envoi_cle_presente", condition=~Q(cle="")),
            models.CheckConstraint(
                name="envoi_date_si_envoye",
                condition=Q(etat=EtatEnvoi.ENVOYE, envoye_le__isnull=False)
                | (~Q(etat=EtatEnvoi.ENVOYE) & Q(envoye_le=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["canal", "id"],
                name="envoi_a_faire",
                condition=Q(etat__in=(EtatEnvoi.A_ENVOYER, EtatEnvoi.EN_COURS)),
            ),
            models.Index(fields=["-id"], name="envoi_a_examiner", condition=Q(etat__in=A_EXAMINER)),
            models.Index(fields=["objet_type", "objet_id", "-id"], name="envoi_objet"),
        ]

    def __str__(self) -> str:
        return f"{self.get_etat_display()} : {self.sujet} → {self.destinataire}"
