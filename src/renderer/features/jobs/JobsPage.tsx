import { PageHead } from '../../ui/PageHead';
import { ClearJobs, JobList, PauseJobs, ResumeJobs } from './JobList';
import styles from './JobsPage.module.css';

export function JobsPage() {
  return (
    <>
      <PageHead title="Jobs">
        <ResumeJobs />
        <PauseJobs />
        <ClearJobs />
      </PageHead>
      <section aria-label="Jobs" className={styles.panel}>
        <JobList />
      </section>
    </>
  );
}
