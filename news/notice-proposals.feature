Important messages of an authority (CAP, RSS or Atom) are proposed to the office as *Important now*, and never shown by themselves.
