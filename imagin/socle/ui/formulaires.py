"""How forms and fields are drawn: name `Rendu` in the FORM_RENDERER setting."""

from django.forms.renderers import TemplatesSetting


class Rendu(TemplatesSetting):
    """`{{ form }}` and `{{ field.as_field_group }}` with our templates, label, help and errors tied together."""

    form_template_name = "ui/formulaire.html"
    field_template_name = "ui/champ.html"
