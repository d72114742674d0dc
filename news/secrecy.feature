A message is marked as secret with the provision, who set it and when; the registrar or the office lifts the mark with a reason.
