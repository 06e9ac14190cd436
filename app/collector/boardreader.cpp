// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardreader.h"

#include "collector/blindboard.h"

#include <QTimer>

#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto betweenTries = 200ms;
constexpr auto longestOpening = 5s; ///< an owner that brings a history up to date, or makes it, is through by then

} // namespace

BoardReader::BoardReader(std::filesystem::path file, const Clock& clock, BoardTerms terms, std::stop_token stop,
    std::function<std::optional<Organisation>()> kept)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_terms(std::move(terms))
    , m_stop(std::move(stop))
    , m_openAgain(new QTimer(this))
    , m_readAgain(new QTimer(this))
    , m_kept(std::move(kept))
{
    for (QTimer* timer : {m_openAgain, m_readAgain}) {
        timer->setSingleShot(true);
        timer->setInterval(betweenTries);
    }
    connect(m_openAgain, &QTimer::timeout, this, &BoardReader::open);
    connect(m_readAgain, &QTimer::timeout, this, &BoardReader::readOrganisation);
    m_terms.sources = [this] { return m_now.sources; };
    m_terms.allocation = [this] { return m_now.allocation; };
}

BoardReader::~BoardReader()
{
    delete m_boards; // before the history that it reads
}

void BoardReader::start()
{
    m_begun = m_clock.steady();
    open();
}

void BoardReader::open()
{
    auto history = History::open(m_file, HistoryMode::viewer);
    if (!history) {
        if (m_clock.steady() - m_begun > longestOpening && m_fault != history.error())
            tellUnreadable(history.error());
        m_openAgain->start();
        return;
    }
    m_history = *std::move(history);
    m_fault.reset();
    m_history->stopOn(m_stop);
    m_boards = new BoardPublisher(*m_history, m_clock, m_terms);
    connect(m_boards, &BoardPublisher::boardChanged, this, [this](const std::shared_ptr<const Board>& board) {
        if (!m_now.fault)
            Q_EMIT boardChanged(board);
    });
    connect(m_boards, &BoardPublisher::failed, this, &BoardReader::publisherFailed);
    m_boards->learn(std::exchange(m_names, {}));
    readOrganisation();
    if (m_period)
        m_boards->showPeriod(m_period->first, m_period->second);
    m_boards->start();
}

void BoardReader::tellUnreadable(const Error& error)
{
    m_fault = error;
    Q_EMIT failed(error);
    m_organisation = std::make_shared<const Organisation>(m_kept().value_or(Organisation()));
    Q_EMIT organisationChanged(m_organisation);
    publishBlind();
}

void BoardReader::publishBlind()
{
    const std::optional<Error>& fault = m_now.fault ? m_now.fault : m_fault;
    if (!fault || !m_organisation)
        return;
    const auto [kind, within] = m_period.value_or(std::pair(PeriodKind::month, m_clock.now()));
    Q_EMIT boardChanged(
        std::make_shared<const Board>(blindBoard(m_terms, *m_organisation, kind, within, m_clock.now(), *fault)));
}

void BoardReader::readOrganisation()
{
    auto organisation = m_history->organisation();
    if (!organisation) {
        publisherFailed(organisation.error());
        return;
    }
    m_organisation = std::make_shared<const Organisation>(*std::move(organisation));
    m_boards->setOrganisation(m_organisation);
    Q_EMIT organisationChanged(m_organisation);
    m_boards->wantBoard();
    publishBlind();
}

/// One that is busy (its log is being put back in order after a kill) is free again in a moment.
void BoardReader::publisherFailed(const Error& error)
{
    if (error.code == ErrorCode::historyBusy)
        m_readAgain->start();
    else if (!m_stop.stop_requested())
        Q_EMIT failed(error);
}

void BoardReader::setSources(const SourcesNow& now)
{
    m_now = now;
    if (m_boards)
        m_boards->wantBoard();
    publishBlind();
}

void BoardReader::learn(const std::vector<IdentityName>& names)
{
    if (m_boards)
        m_boards->learn(names);
    else
        m_names.insert(m_names.end(), names.begin(), names.end());
}

void BoardReader::take(const HistoryChange& change)
{
    if (!m_boards)
        return;
    m_boards->forget(change.days);
    if (change.rates)
        m_boards->forgetRates();
    if (change.organisation)
        readOrganisation();
    m_boards->wantBoard();
}

void BoardReader::showPeriod(PeriodKind kind, Instant within)
{
    m_period = {kind, within};
    if (m_boards)
        m_boards->showPeriod(kind, within);
    publishBlind();
}

} // namespace fuseboard
