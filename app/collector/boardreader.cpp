// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "collector/boardreader.h"

#include <QTimer>

#include <utility>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto betweenTries = 200ms;
constexpr auto longestOpening = 5s; ///< an owner that brings a history up to date, or makes it, is through by then

} // namespace

BoardReader::BoardReader(std::filesystem::path file, const Clock& clock, BoardTerms terms, std::stop_token stop)
    : m_file(std::move(file))
    , m_clock(clock)
    , m_terms(std::move(terms))
    , m_stop(std::move(stop))
    , m_openAgain(new QTimer(this))
    , m_readAgain(new QTimer(this))
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
        if (m_clock.steady() - m_begun > longestOpening && !std::exchange(m_hasFailed, true))
            Q_EMIT failed(history.error());
        m_openAgain->start();
        return;
    }
    m_history = *std::move(history);
    m_history->stopOn(m_stop);
    m_boards = new BoardPublisher(*m_history, m_clock, m_terms);
    connect(m_boards, &BoardPublisher::boardChanged, this, &BoardReader::boardChanged);
    connect(m_boards, &BoardPublisher::failed, this, &BoardReader::publisherFailed);
    m_boards->learn(std::exchange(m_names, {}));
    readOrganisation();
    if (m_period)
        m_boards->showPeriod(m_period->first, m_period->second);
    m_boards->start();
}

void BoardReader::readOrganisation()
{
    auto organisation = m_history->organisation();
    if (!organisation) {
        publisherFailed(organisation.error());
        return;
    }
    const auto shared = std::make_shared<const Organisation>(*std::move(organisation));
    m_boards->setOrganisation(shared);
    Q_EMIT organisationChanged(shared);
    m_boards->wantBoard();
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
}

} // namespace fuseboard
