internal import Ports
internal import Testing
internal import Updates

/// What every journal promises, one by one. Each is examined on a stage of its own, empty at first.
package enum JournalPromise: String, CaseIterable, Sendable {
    /// Of what is written.
    case whatWasWrittenIsReadAgain, aSecondDoorSeesTheSame, entriesComeInOrderBehindAPlace
    case manyWritersAtOnceLoseNothing, aRunIsBegunOnce, nothingIsAddedToARunThatIsOver
    case anUnknownRunIsSaidToBe, summariesFollowTheEvents, runsComeNewestFirst
    case releasesComeNewestFirst, requestsWaitInOrder
    /// Of claims.
    case oneLivingHolderHasTheClaim, whoeverDiedIsSuperseded, whoeverWasSlowIsSupersededAndWritesNothing
    case renewalsKeepTheClaim, aClaimGivenBackIsFree, epochsOnlyRise, scopesDoNotHinderEachOther
    case ofManyClaimantsOneWins

    /// Examines it.
    package func examine(on stage: any JournalStage) async throws {
        switch self {
        case .whatWasWrittenIsReadAgain, .aSecondDoorSeesTheSame, .entriesComeInOrderBehindAPlace,
            .manyWritersAtOnceLoseNothing, .aRunIsBegunOnce, .nothingIsAddedToARunThatIsOver,
            .anUnknownRunIsSaidToBe:
            try await WritingPromises(stage: stage).examine(self)
        case .summariesFollowTheEvents, .runsComeNewestFirst, .releasesComeNewestFirst, .requestsWaitInOrder:
            try await ListingPromises(stage: stage).examine(self)
        default: try await ClaimPromises(stage: stage).examine(self)
        }
    }
}

extension JournalStage {
    /// A claim of a living holder.
    func claim(
        _ scope: Scope = JournalSample.scope, by holder: Holder? = nil, after epoch: Epoch? = nil
    ) async throws -> Claim {
        let holder = try holder ?? living()
        return try await journal.claim(scope, by: holder, after: epoch, timeToLive: patience)
    }
}

/// Expects that a journal refuses, and why.
func expectRefusal(
    _ why: (JournalError.Problem) -> Bool, at sourceLocation: SourceLocation = #_sourceLocation,
    _ act: () async throws -> Void
) async {
    do {
        try await act()
        Issue.record("it was not refused", sourceLocation: sourceLocation)
    } catch let error as JournalError {
        #expect(why(error.problem), "\(error.problem)", sourceLocation: sourceLocation)
    } catch {
        Issue.record(
            "a journal throws nothing but JournalError, not \(error)", sourceLocation: sourceLocation)
    }
}
