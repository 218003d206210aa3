/** One word and what it means, at two levels. */
export interface Term {
  /** Its name in links (`term:majority`, `#/glossary/majority`), the same in every language. */
  readonly id: string;
  readonly term: string;
  /** Other names of the same thing. They can be looked for, and in English lead to it in links too. */
  readonly also?: readonly string[];
  /** The group in which it stands. */
  readonly about: string;
  /** In the everyday language of the lessons. */
  readonly simple: string;
  /** In the literature's. */
  readonly expert: string;
  /** The language in which it is read, where that is another than the glossary's. */
  readonly language?: string;
  /** Ids of terms that are close; each of them leads back. */
  readonly related?: readonly string[];
}
