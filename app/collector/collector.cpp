// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/collector.h"

#include "collector/boardpublisher.h"
#include "collector/housekeeping.h"
#include "collector/sourcepoller.h"
#include "net/httpclient.h"

#include <algorithm>
#include <format>

namespace fuseboard {
namespace {

using namespace std::chrono;

constexpr days twiceLooked {62}; ///< back from a start: this month and the one before

} // namespace

Collector::Collector(CollectorSetup setup, const Clock& clock)
    : m_setup(std::move(setup))
    , m_clock(clock)
{
    makeBoards();
    makeEdits();
}

Collector::~Collector()
{
    m_pollers.clear(); // what is under way ends here, while all of us is still there
}

void Collector::makeBoards()
{
    m_boards = new BoardPublisher(*m_setup.history, m_clock,
        {.calendar = m_setup.calendar,
            .currency = m_setup.currency,
            .sandbox = m_setup.sandbox,
            .sources = [this] { return views(); },
            .allocation = [this] { return m_housekeeping->allocation().value_or(std::nullopt); }});
    m_boards->setParent(this);
}

void Collector::makeEdits()
{
    m_edits = new HistoryEdits(*m_setup.history, m_clock, m_setup.sources, this);
    connect(m_edits, &HistoryEdits::failed, this, &Collector::failed);
    connect(m_edits, &HistoryEdits::organisationStored, this, &Collector::takeUpOrganisation);
    connect(m_edits, &HistoryEdits::daysChanged, this, &Collector::takeUpDays);
    connect(m_edits, &HistoryEdits::ratesChanged, this, &Collector::takeUpRates);
}

void Collector::prepare()
{
    auto organisation = m_setup.history->organisation();
    if (!organisation)
        return; // told once it is started
    m_boards->setOrganisation(std::make_shared<const Organisation>(*std::move(organisation)));
    m_boards->prepare();
}

void Collector::start()
{
    m_http = std::make_unique<HttpClient>();
    m_housekeeping =
        new Housekeeping(*m_setup.history, m_clock, m_setup.keepCalls, m_setup.keepHours, [this] { return lastHeardOfAll(); });
    m_housekeeping->setParent(this);
    connect(m_housekeeping, &Housekeeping::failed, this, &Collector::failed);
    connect(m_housekeeping, &Housekeeping::allocated, this, &Collector::takeUpDays);
    connect(m_boards, &BoardPublisher::failed, this, &Collector::failed);
    connect(m_boards, &BoardPublisher::boardChanged, this, &Collector::boardShown);
    connect(m_boards, &BoardPublisher::budgetsChanged, this, &Collector::budgetsChanged);

    loadOrganisation();
    const PollTerms terms {*m_setup.history, m_clock, m_setup.prices, m_setup.poll};
    for (const SourceConfig& config : m_setup.sources) {
        const auto state = m_setup.history->sourceState(config.id);
        if (!state)
            Q_EMIT failed(state.error());
        m_pollers.push_back(
            std::make_unique<SourcePoller>(config, m_setup.makeSource(config, *m_http), state.value_or(SourceState()), terms));
        connectPoller(*m_pollers.back());
    }
    m_housekeeping->start();
    m_boards->start();
    lookForTwice();
    if (m_setup.poll)
        for (const auto& poller : m_pollers)
            poller->poll();
}

void Collector::connectPoller(SourcePoller& poller)
{
    connect(&poller, &SourcePoller::stored, this, [this](const std::set<Instant>& days) {
        m_boards->forget(days);
        Q_EMIT daysChanged(days);
    });
    connect(&poller, &SourcePoller::namesTold, this, [this](const std::vector<IdentityName>& names) {
        if (const auto news = m_boards->learn(names); !news.empty())
            Q_EMIT namesLearned(news);
    });
    connect(&poller, &SourcePoller::viewChanged, m_boards, &BoardPublisher::wantBoard);
    connect(&poller, &SourcePoller::failed, this, &Collector::failed);
}

/// The first figures do not wait for it.
void Collector::lookForTwice()
{
    const Instant today = dayOf(m_clock.now());
    bool any = false;
    for (const auto& poller : m_pollers)
        any = poller->lookForTwice({today - twiceLooked, today + days(1)}) || any;
    if (any)
        m_boards->wantBoard();
}

void Collector::pollNow(const std::string& sourceId)
{
    m_askedNow = true;
    for (const auto& poller : m_pollers)
        if (sourceId.empty() || sourceId == poller->view().id)
            poller->pollNow();
    m_boards->wantBoard();
}

Result<void> Collector::orderBackfill(const std::string& sourceId, BackfillOrder order)
{
    const auto found = std::ranges::find(m_pollers, sourceId, [](const auto& poller) { return poller->view().id; });
    if (found == m_pollers.end())
        return fail(ErrorCode::badDocument, std::format("The source id '{}'", sourceId), "no source has it");
    return (*found)->orderBackfill(order);
}

void Collector::showPeriod(PeriodKind kind, Instant within) { m_boards->showPeriod(kind, within); }

void Collector::setCalendar(const Calendar& calendar) { m_boards->setCalendar(calendar); }

void Collector::loadOrganisation()
{
    auto organisation = m_setup.history->organisation();
    if (!organisation) {
        m_boards->setOrganisation(std::make_shared<const Organisation>());
        Q_EMIT failed(organisation.error());
        return;
    }
    const auto shared = std::make_shared<const Organisation>(*std::move(organisation));
    m_boards->setOrganisation(shared);
    Q_EMIT organisationChanged(shared);
}

void Collector::takeUpOrganisation()
{
    loadOrganisation();
    m_housekeeping->allocateAnew();
    m_boards->publish();
}

void Collector::takeUpDays(const std::set<Instant>& days)
{
    m_boards->forget(days);
    Q_EMIT daysChanged(days);
    m_boards->wantBoard();
}

void Collector::takeUpRates()
{
    if (!m_housekeeping) // it has not been started
        return;
    m_boards->forgetRates();
    Q_EMIT ratesChanged();
    m_boards->wantBoard();
}

/// Of the source that has been silent for longest; one that never answered owes nothing.
std::optional<Instant> Collector::lastHeardOfAll() const
{
    std::optional<Instant> oldest;
    for (const auto& poller : m_pollers)
        if (const auto last = poller->view().lastAnswer; last && poller->view().tellsUsage)
            oldest = std::min(oldest.value_or(*last), *last);
    return oldest;
}

std::vector<SourceView> Collector::views() const
{
    std::vector<SourceView> out;
    out.reserve(m_pollers.size());
    for (const auto& poller : m_pollers)
        out.push_back(poller->view());
    return out;
}

/// Who asked for it sees the board before hearing that all have answered.
void Collector::boardShown(const std::shared_ptr<const Board>& board)
{
    Q_EMIT boardChanged(board);
    if (m_askedNow && std::ranges::none_of(m_pollers, &SourcePoller::isBusy)) {
        m_askedNow = false;
        Q_EMIT polled();
    }
}

} // namespace fuseboard
