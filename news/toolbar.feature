The toolbar has one entry of ours, *Sociala medier*, which leads to the workplace; a hub shows what one does most as quiet links.
