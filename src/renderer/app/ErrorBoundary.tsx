import { Component, type ReactNode } from 'react';
import { Button } from '../ui/Button';
import { EmptyState } from '../ui/EmptyState';

interface Props {
  children: ReactNode;
  /** Where the button leads. */
  onLeave: () => void;
}

/** Keeps one broken page from taking the others with it. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <EmptyState sentence="This page could not be shown. What was saved is safe.">
        <Button
          variant="primary"
          onPress={() => {
            this.props.onLeave();
            this.setState({ broken: false });
          }}
        >
          Back to your lessons
        </Button>
      </EmptyState>
    );
  }
}
