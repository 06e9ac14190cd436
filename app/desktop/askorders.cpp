// SPDX-FileCopyrightText: 2026 The Fuseboard authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "desktop/askorders.h"

#include "owner/hear.h"
#include "owner/watchedprofile.h"
#include "window/mainwindow.h"

#include <QTimer>

namespace fuseboard {
namespace {

using namespace std::chrono_literals;

constexpr auto askEvery = 5s; ///< who waits for an answer has stopped working

const Error ownerGone {ErrorCode::cutOff, "Fuseboard", {}};

} // namespace

void connectAsks(MainWindow& window, const std::function<WatchedProfile*()>& watched)
{
    auto* again = new QTimer(&window);
    again->setSingleShot(true);
    const auto look = [&window, watched, again] {
        WatchedProfile* running = watched();
        if (!running) {
            again->start(askEvery);
            return;
        }
        hear(running->asks(), &window, ownerGone, [&window, again](const Result<Asks>& asks) {
            if (asks)
                window.setAsks(*asks);
            else
                window.setAsksFault(asks.error());
            again->start(askEvery);
        });
    };
    QObject::connect(again, &QTimer::timeout, &window, look);
    QObject::connect(&window, &MainWindow::askDecided, &window, [&window, watched, again](const AskDecision& decision) {
        WatchedProfile* running = watched();
        if (!running) {
            window.tellAnswer(decision, std::unexpected(ownerGone));
            return;
        }
        hear(running->answerAsk(decision), &window, ownerGone, [&window, decision, again](const Result<AskOutcome>& outcome) {
            window.tellAnswer(decision, outcome);
            again->start(0s);
        });
    });
    again->start(0s);
}

} // namespace fuseboard
