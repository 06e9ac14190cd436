// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "owner/engine.h"

#include "collector/blindboard.h"
#include "domain/falsealarm.h"
#include "owner/askact.h"
#include "owner/blastpreview.h"
#include "owner/engineparts.h"
#include "owner/profileprices.h"
#include "owner/reasonact.h"
#include "store/organisationmerge.h"
#include "store/organisationtables.h"
#include "switchboard/actid.h"

#include <algorithm>
#include <iterator>
#include <ranges>

namespace fuseboard {

const Calendar& Engine::calendar() const { return d->calendar; }
Currency Engine::currency() const { return d->options.currency; }
std::optional<Error> Engine::historyFault() const { return d->collecting->fault(); }
const EngineOptions& Engine::options() const { return d->options; }
const std::vector<IdentityName>& Engine::names() const { return d->names; }
bool Engine::hasSources() const { return !d->sources.empty(); }
bool Engine::hasSource(const std::string& id) const { return std::ranges::contains(d->sources, id, &SourceConfig::id); }
QStringList Engine::keysFromEnvironment() const { return d->fromEnvironment; }
QStringList Engine::sourcesWithSealedKeys() const
{
    QStringList names;
    for (const SourceConfig& source : d->sources) {
        const auto isSealed = [](const KeyReference& key) { return key.place == KeyReference::Place::sealed; };
        if (isSealed(source.key) || std::ranges::any_of(source.keys | std::views::values, isSealed))
            names += QString::fromStdString(source.name);
    }
    return names;
}
void Engine::updatePrices()
{
    if (d->priceRefresh)
        d->priceRefresh->lookNow();
}

/// What is stored keeps the prices it was stored with.
void Engine::takeUpPrices()
{
    auto book = profilePrices(profile());
    if (!book) {
        Q_EMIT failed(book.error());
        return;
    }
    d->prices = pricesForGateways(*book, d->clock.now());
    d->collecting->tell([book = *std::move(book)](Collector& collector) { collector.setPrices(book); });
    if (m_organisation && !historyFault())
        wantPolicies();
    Q_EMIT pricesChanged();
}

void Engine::poll(const std::string& sourceId)
{
    d->collecting->tell([sourceId](Collector& collector) { collector.pollNow(sourceId); });
}

void Engine::showPeriod(PeriodKind kind, Instant within)
{
    d->shownPeriod = {kind, within};
    d->collecting->tell([kind, within](Collector& collector) { collector.showPeriod(kind, within); });
    const auto fault = historyFault();
    if (!fault || !m_organisation)
        return;
    std::vector<SourceView> sources;
    std::ranges::transform(d->sources, std::back_inserter(sources), viewOf);
    const BoardTerms terms {.calendar = d->calendar,
        .currency = d->options.currency,
        .sandbox = profile().isSandbox(),
        .sources = [&] { return sources; },
        .allocation = {}};
    m_board = std::make_shared<const Board>(blindBoard(terms, *m_organisation, kind, within, d->clock.now(), *fault));
    Q_EMIT boardChanged(m_board);
}

QFuture<Result<void>> Engine::orderBackfill(const std::string& sourceId, BackfillOrder order)
{
    return d->collecting->ask([sourceId, order](Collector& collector) { return collector.orderBackfill(sourceId, order); });
}

void Engine::setOrganisation(const Organisation& organisation)
{
    d->collecting->tell([organisation](Collector& collector) {
        collector.edits().setOrganisation(organisation, QString::fromStdString(person()));
    });
}

QFuture<Result<void>> Engine::cancelAllocation()
{
    return d->collecting->ask([](Collector& collector) { return collector.edits().cancelAllocation(person()); });
}

QFuture<Result<Applied>> Engine::storeBill(std::shared_ptr<const FocusFile> file, AuditEntry outcome)
{
    outcome.at = d->clock.now();
    outcome.actor = person();
    return d->collecting->ask([file = std::move(file), outcome = std::move(outcome)](Collector& collector) mutable {
        return collector.edits().importBill(*file, std::move(outcome));
    });
}

QFuture<Result<void>> Engine::edit(OrganisationEdit edit)
{
    return d->collecting->ask(
        [edit = std::move(edit)](Collector& collector) { return collector.edits().edit(edit, person()); });
}

QFuture<Result<void>> Engine::change(const Organisation& opened, const Organisation& edited)
{
    return edit([opened, edited](Organisation& organisation, Instant) { return mergeEdit(opened, edited, organisation); });
}

void Engine::wantPolicies()
{
    d->budgetsChange = nextBudgetChange(m_organisation->budgets, m_organisation->raises, d->clock.now());
    if (d->policies)
        d->policies->want({*m_organisation, d->prices, d->calendar.zoneName(), d->options.fiscalDay});
}

void Engine::protectTeams()
{
    if (!d->drills || !m_organisation)
        return;
    std::set<TeamId> teams;
    for (const Team& team : m_organisation->teams)
        if (team.isProtected)
            teams.insert(team.id);
    d->drills->setProtected(std::move(teams));
}

QFuture<Result<void>> Engine::putOnRecord(AuditEntry entry)
{
    entry.at = d->clock.now();
    entry.actor = person();
    return d->audit->write(std::move(entry));
}

QFuture<Result<EnteredRates>> Engine::enterRates(std::vector<ExchangeRate> rates)
{
    return d->collecting->ask([rates = std::move(rates), by = person()](
                                  Collector& collector) mutable { return collector.edits().enterRates(std::move(rates), by); });
}

QFuture<Result<ExchangeRates>> Engine::rates()
{
    return d->collecting->ask([](Collector& collector) { return collector.edits().rates(); });
}

void Engine::freeze(const Scope& scope, FreezeMode mode, const QString& reason)
{
    if (d->switchboard)
        d->switchboard->freeze(scope, mode, reason, QString::fromStdString(person()));
    else
        d->early.emplace_back([this, scope, mode, reason] { freeze(scope, mode, reason); });
}

void Engine::resume(const Scope& scope, const QString& reason, Undo undo)
{
    if (d->switchboard)
        d->switchboard->resume(scope, reason, QString::fromStdString(person()), undo);
}

QFuture<Result<void>> Engine::addReason(const Scope& scope, const QString& words)
{
    const std::string text = words.trimmed().toStdString();
    const auto refused = [](Error error) {
        return QtFuture::makeReadyValueFuture(Result<void>(std::unexpected(std::move(error))));
    };
    if (text.empty())
        return refused({ErrorCode::reasonMissing, scope.text(), {}});
    if (!d->switchboard || !m_freezes)
        return refused(notReadYet().error());
    const auto view = m_freezes->views.find(scope);
    if (view == m_freezes->views.end() || view->second.isForeign || view->second.wanted != HoldState::frozen)
        return refused({ErrorCode::notOrderedHere, scope.text(), {}});
    const FreezeView& freeze = view->second;
    return addReasonOnRecord(
        *d->switchboard, *d->audit, scope, {text, person(), d->clock.now()}, freeze.added ? freeze.added->text : freeze.reason);
}

QFuture<Result<void>> Engine::acknowledge(const IncidentTurn& incident, const QString& title)
{
    return putActOnRecord(acknowledgementEntry(incident, title.toStdString()));
}

QFuture<Result<void>> Engine::callFalseAlarm(const IncidentTurn& incident, const QString& title, const QString& reason)
{
    return putActOnRecord(falseAlarmEntry(incident, title.toStdString(), reason.trimmed().toStdString()));
}

QFuture<Result<void>> Engine::putActOnRecord(AuditEntry act)
{
    act.requestId = makeActId(d->clock.now());
    return putOnRecord(act)
        .then(this,
            [this, act](const Result<void>& written) {
                AuditEntry outcome = act;
                outcome.result = "done"; // with its row
                if (!written)
                    return QtFuture::makeReadyValueFuture(written);
                return putOnRecord(outcome).then([](const Result<void>&) { return Result<void>(); }); // the intent counts
            })
        .unwrap();
}

QFuture<Result<Drill>> Engine::drill(const TeamId& team)
{
    if (!d->drills)
        return QtFuture::makeReadyValueFuture(Result<Drill>(std::unexpected(notReadYet().error())));
    return d->drills->make(team);
}

std::vector<Drill> Engine::drills() const { return d->drills ? d->drills->drills() : std::vector<Drill>(); }
const DrillPlan& Engine::drillPlan() const { return d->options.drills; }

QFuture<Result<BlastPreview>> Engine::preview(const Scope& scope)
{
    const auto tell = [this, scope](std::vector<LeverOutlook> outlooks) -> Result<BlastPreview> {
        return blastPreview(scope, figuresKnown() ? m_board.get() : nullptr, m_organisation ? *m_organisation : Organisation(),
            m_freezes ? *m_freezes : FreezeBoard(), std::move(outlooks));
    };
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(tell({}));
    return d->switchboard->look(scope).then(this, tell);
}

QFuture<Result<RunningCalls>> Engine::runningCalls(const Scope& scope)
{
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(Result<RunningCalls>(std::unexpected(notReadYet().error())));
    return d->switchboard->calls(scope).then(
        [scope](const std::vector<PlaceCalls>& places) { return Result<RunningCalls>({scope, places}); });
}

QFuture<Result<CutOutcome>> Engine::cutCall(const CallCut& cut)
{
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(Result<CutOutcome>(std::unexpected(notReadYet().error())));
    return d->switchboard->cutCall(cut, QString::fromStdString(person()));
}

QFuture<Result<Asks>> Engine::asks()
{
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(Result<Asks>(std::unexpected(notReadYet().error())));
    return d->switchboard->asks().then([](const Asks& asks) { return Result<Asks>(asks); });
}

QFuture<Result<AskOutcome>> Engine::answerAsk(const AskDecision& decision)
{
    if (!d->switchboard)
        return QtFuture::makeReadyValueFuture(Result<AskOutcome>(std::unexpected(notReadYet().error())));
    if (const auto fault = faultOf(decision, d->calendar, d->clock.now()))
        return QtFuture::makeReadyValueFuture(Result<AskOutcome>(std::unexpected(*fault)));
    const auto raise = [this, decision] {
        if (!ownBudget(decision.ask))
            return QtFuture::makeReadyValueFuture(Result<std::optional<Money>>(std::nullopt));
        return d->switchboard->asks()
            .then(this, [this, decision](const Asks& asks) { return raiseFor(decision, asks); })
            .unwrap();
    };
    return answerAskOnRecord(*d->switchboard, *d->audit, d->clock, decision, person(), raise);
}

const BudgetState* Engine::ownBudget(const RaiseAsk& ask) const
{
    const bool isTold = !d->budgets.empty() || !m_board;
    return ownBudgetOf(ask, isTold ? d->budgets : m_board->budgets);
}

QFuture<Result<std::optional<Money>>> Engine::raiseFor(const AskDecision& decision, const Asks& asks)
{
    using Raised = Result<std::optional<Money>>;
    const BudgetState* own = ownBudget(decision.ask);
    const auto promised = promisedToOthers(asks, decision, d->clock.now());
    if (!own || !m_organisation || !d->hardBudgets || d->hardBudgets->isOverruled(*own, frozenScopeOf(decision.ask))
        || !raiseNeeded(decision, *own, m_organisation->budgets, m_organisation->raises, promised, d->clock.now()))
        return QtFuture::makeReadyValueFuture(Raised(std::nullopt));
    const auto raised = std::make_shared<std::optional<Money>>();
    const std::string why = decision.reason.empty() ? "Asked for: " + decision.ask.reason : decision.reason;
    const auto add = [decision, own = *own, promised, why, raised](Organisation& organisation, Instant now) -> Result<void> {
        auto raise = raiseNeeded(decision, own, organisation.budgets, organisation.raises, promised, now);
        if (!raise)
            return {};
        raise->by = person();
        raise->why = why;
        *raised = raise->amount;
        organisation.raises.push_back(*std::move(raise));
        return checkOrganisation(organisation);
    };
    return edit(add).then(
        [raised](const Result<void>& done) { return done ? Raised(*raised) : std::unexpected(done.error()); });
}

void Engine::cut(const Scope& scope)
{
    if (d->switchboard)
        d->switchboard->cut(scope, QString::fromStdString(person()));
}

} // namespace fuseboard
