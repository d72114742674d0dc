An answer to a sender who left an e-mail address is sent from the desk, with a signature and a reply address of its own, and reporters who wanted it learn the outcome.
