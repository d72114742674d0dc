A channel's page says its next step in one box with one button; all else stands below the tabs *Inlägg*, *Ansvar*, *Konto* and *Mer*.
