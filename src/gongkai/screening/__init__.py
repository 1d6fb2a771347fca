"""What must be seen before publication: personal data, secrecy marks, wording, formalities, and what hides in files."""
