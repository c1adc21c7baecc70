import type { Thing, WithContext } from 'schema-dts';

export type Graph = { '@context': 'https://schema.org'; '@graph': Thing[] };

/** Facts for machines, as schema.org has them. `<` is escaped, so that no text can end the element. */
export const JsonLd = ({ data }: { data: WithContext<Thing> | Graph }) => (
  <script type="application/ld+json">{JSON.stringify(data).replaceAll('<', '\\u003c')}</script>
);
