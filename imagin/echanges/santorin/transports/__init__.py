"""How a message reaches SANTORIN: a directory, SFTP or HTTPS. docs/contrats/santorin says what each side does."""
