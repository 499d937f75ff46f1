import { type ComponentType, lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import Overview from '../pages/overview/overview.tsx'
import { Loading } from '../parts/states.tsx'
import { Page } from '../parts/page.tsx'
import { useWords } from '../words/words.ts'
import { dossierPage, pages } from './address.ts'
import { officeRoutes } from './office-routes.ts'

const indicators = lazy(() => import('../pages/indicators/indicators.tsx'))

/** Each page is a folder under pages/ and comes when it is first opened; the one that people begin with, at once. */
const shown: readonly (readonly [string, ComponentType])[] = [
  [pages.overview, Overview],
  [pages.indicators, indicators],
  [`${pages.indicators}/:indicator`, indicators],
  [`${pages.indicators}/:indicator/danh-sach`, lazy(() => import('../pages/indicators/behind.tsx'))],
  [pages.ranking, lazy(() => import('../pages/ranking/ranking.tsx'))],
  [pages.trends, lazy(() => import('../pages/trends/trends.tsx'))],
  [pages.work, lazy(() => import('../pages/work/work.tsx'))],
  [`${dossierPage}/:code`, lazy(() => import('../pages/dossier/dossier.tsx'))],
  ...officeRoutes,
]

export function Routes() {
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        {shown.map(([path, Shown]) => (
          <Route key={path} path={path} component={Shown} />
        ))}
        <Route component={NotFound} />
      </Switch>
    </Suspense>
  )
}

function NotFound() {
  const { t } = useWords()
  return (
    <Page title={t('app.notFound')}>
      <p>{t('app.notFoundHelp')}</p>
    </Page>
  )
}
