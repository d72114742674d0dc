import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { useLocation } from 'react-router-dom';
import Toolbar from '@plone/volto/components/manage/Toolbar/Toolbar';

/** Volto's toolbar, on pages that are ours alone. */
export function Tools() {
  const { pathname } = useLocation();
  const [place, setPlace] = useState<HTMLElement | null>(null);
  useEffect(() => setPlace(document.getElementById('toolbar')), []);
  return place && createPortal(<Toolbar pathname={pathname} inner={<span />} />, place);
}
