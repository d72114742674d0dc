*Is the account ours?* tells which of our accounts has nearly the same name, and warns of look-alikes.
