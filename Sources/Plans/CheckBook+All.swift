extension CheckBook {
    /// Every check.
    public static let all: [any Check] = [
        RequiredFieldsAreFilled(), CodesAreWellFormed(), ReferencesAreKnown(),
        ReferencesAreValid(), HierarchiesHaveNoCycle(), ParentsAreCoarser(),
        PlacesHaveAParent(), PostsHaveOneSubstantiveHolder(), PersonsHoldOnePostSubstantively(),
        PostingsLieWithinTheirPost(), ChargeHoldersHaveAPost(), DatesAreSane(),
        NamesAreInHindiToo(), NamesAreNoPlaceholders(), PersonNamesHaveNoTitle(),
        NamesDifferAmongSiblings(), MobilesAreNotShared(), CategoriesAreThreeLevels(),
        LeafCategoriesHaveAnOwner(), ChainsHaveLevels(), ChainsEndAtTheState(),
        ChainsHaveFourLevels(), LevelDaysAreSane(), CoarsePostsAreWhole(), RulesDiffer(),
        RulePlacesAreInTheHierarchy(), OfficesHaveAJurisdiction(),
        OnePostOfADesignationReceives(), DepartmentsHaveOffices(), ServicesNameTheirAppeals(),
        WeeklyOffsAreDays(), AliasesAreNobodysName(), AppealsGoHigher(), CalendarsReachAhead(),
        ChainsAreUsed(), ChainsClimb(), ChainsDoNotRepeat(), ChargesHaveAnOrder(),
        CodesKeepTheirZeros(), DepartmentsAreNotListedTwice(), DesignationsAreUsed(),
        EmailsAreNotShared(), ExcludesHaveAnInclude(), HierarchiesDoNotLoop(),
        HolidaysFallOnWorkingDays(), JurisdictionsAreInTheHierarchy(), LGDCodesLookLikeIt(),
        LeavesAreCovered(), LeavesEnd(), LevelsHaveOffices(), NamesAreInTheirScript(),
        NamesAreTidy(), NamesHaveLetters(), NothingIsForgottenBetween(),
        NothingStartsFarAhead(), OfficesAreNotListedTwice(), OverlapsJoinTwoPlaces(),
        PersonsAreNotListedTwice(), PersonsHoldFewPosts(), PhonesAreOneNumber(),
        PlacesAreServedOnce(), PlacesSkipNoLevel(), PostEmailsAreOneAddress(), PostsAreSought(),
        PostingsEndWithService(),
        PostsCanBeReached(), PublicCategoriesHaveARule(), RetiredThingsAreNotUsed(),
        RulePostsAreOfTheDepartment(), RulesFitTheirCategory(), ServiceDaysAreSane(),
        ServicesHaveACategory(), SiblingsDifferInHindi(), VacancyIsNoPerson(), PoliciesAreKnown(),
    ]
}
