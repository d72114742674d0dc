/** What the backend has answered, by address: asked on the server, or when a page is opened. */
import { useEffect, useRef } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { flattened } from './addresses';
import type { Refusal, Sentence } from './types';

export const ASK = 'SOCIALHUB_ASK';
export const CONTENT = 'GET_CONTENT'; // Volto's own, of which what is missing is noted by this name
const FORGET = 'SOCIALHUB_FORGET';
const FRESH = 10_000; // milliseconds for which an answer to the same person is not asked again

/** What the backend says of a page that is not there. */
export interface Missing {
  title: string;
  heading: string;
  lead: string;
  ways: Sentence[];
}

/** What it says of one that is not there any more, or never was. */
export interface Said {
  title: string;
  message: string;
  page?: Missing;
}

export interface Answer<T = unknown> {
  data?: T;
  fault?: number;
  said?: Said;
  at: number;
  who: string;
}

type Answers = Record<string, Answer>;

interface State {
  socialhub: Answers;
  userSession: { token?: string | null };
}

interface Action {
  type: string;
  path: string;
  who: string;
  result?: unknown;
  error?: { status?: number; response?: { body?: Said } };
}

export function reducer(answers: Answers = {}, action: Action): Answers {
  const { type, path, who } = action;
  const told = { at: Date.now(), who };
  switch (type) {
    case `${ASK}_SUCCESS`:
      return { ...answers, [path]: { ...told, data: flattened(action.result) } };
    case `${ASK}_FAIL`:
    case `${CONTENT}_FAIL`:
      return {
        ...answers,
        [path ?? CONTENT]: {
          ...told,
          fault: action.error?.status || 500,
          said: flattened(action.error?.response?.body),
        },
      };
    case FORGET:
      return {};
    default:
      return answers;
  }
}

/** Whether somebody is logged in: a visitor's answer is not an editor's. */
const whoIs = (state: State) => (state.userSession.token ? 'member' : 'visitor');

/** Ask for what is at a service's address, for the present user. */
export const ask = (path: string, who: string) => ({
  type: ASK,
  path,
  who,
  request: { op: 'get', path },
});

/** Something was changed: what is opened next is asked for anew. */
export const forget = () => ({ type: FORGET });

/** Ask on the server, where nothing may stop the page. */
export const asked = (store: any, path: string) =>
  store.dispatch(ask(path, whoIs(store.getState()))).catch(() => undefined);

/** The answer at an address, unless it is given; the last one stays until a new one has come. */
export function useAnswer<T>(path: string, given?: T): Answer<T> | undefined {
  const dispatch = useDispatch<any>();
  const who = useSelector(whoIs);
  const answer = useSelector((state: State) => state.socialhub[path]) as Answer<T> | undefined;
  const last = useRef(answer);
  if (answer) last.current = answer;
  const isFresh = answer?.who === who && Date.now() - answer.at < FRESH;
  useEffect(() => {
    if (!given && !isFresh) dispatch(ask(path, who)).catch(() => undefined);
    // An answer that grows old is not asked for again while its page stays open.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [path, who, !answer, !given]);
  return given ? { data: given, at: Date.now(), who } : last.current;
}

/** What is told when something that was sent is refused, or never arrives. */
export interface SendError {
  status?: number;
  response?: { body?: Refusal };
}

/** Send something; the promise fails with a ``SendError``. */
export function useSend() {
  const dispatch = useDispatch<any>();
  return <T>(path: string, data: object): Promise<T> =>
    dispatch({ type: 'SOCIALHUB_SEND', request: { op: 'post', path, data } });
}
