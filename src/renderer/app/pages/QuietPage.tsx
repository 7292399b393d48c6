import { Button } from '../../ui/Button';
import { EmptyState } from '../../ui/EmptyState';
import { PageHead } from '../../ui/PageHead';
import { navigate } from '../route';

/** A place that has a name and nothing in it yet: it says so, and what can be done meanwhile. */
export function QuietPage({ title, sentence }: { title: string; sentence: string }) {
  return (
    <>
      <PageHead title={title} />
      <EmptyState sentence={sentence}>
        <Button onPress={() => navigate({ page: 'lessons' })}>Go to your lessons</Button>
      </EmptyState>
    </>
  );
}
