Where a public form is refused, the sentence leads to the field at fault, and the field says so itself; the diary is read as cards on a phone.
